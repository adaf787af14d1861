namespace Ocw.Nde.Termen.Catalog;

/// <summary>Whether the terms of a source may be kept in this node, and where that is said.</summary>
/// <param name="Kind">The verdict.</param>
/// <param name="ReasonNl">Why, in Dutch.</param>
/// <param name="ReasonEn">Why, in English.</param>
public sealed record KeepPermission(KeepPermissionKind Kind, string ReasonNl, string ReasonEn)
{
    /// <summary>Nothing is known of a licence.</summary>
    public static KeepPermission Unknown { get; } = new(KeepPermissionKind.Unknown, "de licentie is niet bekend", "the licence is not known");

    /// <summary>Whether keeping is allowed.</summary>
    public bool Allows => Kind is KeepPermissionKind.Licence or KeepPermissionKind.Agreement or KeepPermissionKind.Own;

    /// <summary>What a licence allows: the open ones allow keeping, others and none do not.</summary>
    /// <param name="licence">The IRI of the licence, or <see langword="null"/>.</param>
    public static KeepPermission OfLicence(string? licence)
    {
        if (string.IsNullOrWhiteSpace(licence))
            return Unknown;
        return OpenLicences.Allows(licence)
            ? new(KeepPermissionKind.Licence, $"de licentie {licence} staat het toe", $"the licence {licence} allows it")
            : new(KeepPermissionKind.None, $"de licentie {licence} staat het niet toe, of is hier niet bekend", $"the licence {licence} does not allow it, or is not known here");
    }

    /// <summary>An agreement of the institution with the maker of the source.</summary>
    /// <param name="reference">Which one, in the institution's own words.</param>
    public static KeepPermission OfAgreement(string reference) => new(KeepPermissionKind.Agreement, $"eigen afspraak: {reference}", $"own agreement: {reference}");
}

/// <summary>The verdicts on keeping.</summary>
public enum KeepPermissionKind
{
    /// <summary>Not known: treated as no.</summary>
    Unknown,

    /// <summary>No.</summary>
    None,

    /// <summary>The licence of the source allows it.</summary>
    Licence,

    /// <summary>The institution has an agreement with the maker.</summary>
    Agreement,

    /// <summary>The source is the institution's own.</summary>
    Own,
}

/// <summary>The licences under which data may be copied and shown.</summary>
internal static class OpenLicences
{
    // Without «-nd»: an index is a derived work; «-nc» is for the institution to judge, by an agreement.
    private static readonly string[] s_beginnings =
    [
        "creativecommons.org/publicdomain/zero/", "creativecommons.org/publicdomain/mark/", "creativecommons.org/licenses/by/", "creativecommons.org/licenses/by-sa/",
        "opendatacommons.org/licenses/by", "opendatacommons.org/licenses/odbl", "opendatacommons.org/licenses/pddl", "www.opendatacommons.org/licenses/by", "www.opendatacommons.org/licenses/odbl",
        "www.opendatacommons.org/licenses/pddl", "data.europa.eu/eli/dec_impl/2011/833", "eur-lex.europa.eu/legal-content/en/txt/?uri=celex:32011d0833",
        "www.etalab.gouv.fr/licence-ouverte", "www.nationalarchives.gov.uk/doc/open-government-licence", "joinup.ec.europa.eu/licence/european-union-public-licence",
    ];

    internal static bool Allows(string licence)
    {
        var text = licence.Trim();
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        var rest = (scheme < 0 ? text : text[(scheme + 3)..]).ToLowerInvariant();
        return s_beginnings.Any(beginning => rest.StartsWith(beginning, StringComparison.Ordinal));
    }
}
