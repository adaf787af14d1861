using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Ocw.Nde.Mapping.Dates;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Finishing;

/// <summary>Reads what a maker's name says besides the name: the years of life behind it, and whether it is a person or an organization.</summary>
internal static partial class AgentNames
{
    // «Unknown» is not a maker: SCHEMA-AP-NDE wants a creator where it is known.
    private static readonly FrozenSet<string> Unknown = new[]
    {
        "anoniem", "anonymous", "anonym", "anonyme", "onbekend", "unknown", "unbekannt", "onbekende maker", "maker onbekend", "onbekende kunstenaar",
        "onbekende vervaardiger", "vervaardiger onbekend", "unknown artist", "unknown maker", "artist unknown", "s.n.", "[s.n.]", "n.v.t.", "n/a", "niet bekend", "not known",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the name says that the maker is not known.</summary>
    public static bool IsUnknown(string name) => Unknown.Contains(name);

    /// <summary>Takes years of life out of a name: «Lubeek, Dirk van (1747-1811)», «Mens, René (1943)».</summary>
    /// <remarks>The name must not hold what belongs to birthDate or deathDate (SCHEMA-AP-NDE, Person name).</remarks>
    public static (string Name, PartialDate? Birth, PartialDate? Death) SplitLife(string name)
    {
        if (Life().Match(name) is not { Success: true } match)
            return (name, null, null);
        var birth = Year(match.Groups["birth"].Value);
        var death = Year(match.Groups["death"].Value);
        if (birth is null && death is null)
            return (name, null, null);
        // A life of more than 120 years is a period of work or of a firm, not of a person.
        if (birth is { } b && death is { } d && (d.Year < b.Year || d.Year - b.Year > 120))
            return (name, null, null);
        return (match.Groups["name"].Value.TrimEnd(' ', ','), birth, death);
    }

    /// <summary>Person or organization, as far as the name tells; <see langword="null"/> when it does not.</summary>
    public static Iri? GuessType(string name)
    {
        if (OrganizationWords.Occur(name))
            return Vocabulary.Organization;
        return InvertedName().IsMatch(name) ? Vocabulary.Person : null;
    }

    private static PartialDate? Year(string text) => text.Length == 0 ? null : DateReader.Read(text)?.Start;

    [GeneratedRegex(@"^(?<name>.*\S)\s*[\(\[](?:geb\.?|geboren|born|b\.|\*)?\s*(?<birth>(?:(?:ca?\.?|na|voor|after|before)\s*)?[0-9]{4})?\??\s*(?:(?:-|–|—|/)\s*(?:†|overl\.?|died|d\.)?\s*(?<death>(?:(?:ca?\.?|na|voor|after|before)\s*)?[0-9]{4})?\??)?\s*[\)\]]$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Life();

    // «Doijer, Hendrik», «Velde, Willem van de (II)»: one comma, both sides begin with a capital or a particle, no figures.
    [GeneratedRegex(@"^[\p{L}'’´`\- \.]{2,60}, ?(?:[\p{L}][\p{L}'’´`\- \.]{0,60})(?: ?\([\p{L}IVX \.]{1,20}\))?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex InvertedName();
}
