using Ocw.Nde.Node.Features.Termen.Shared;
using Ocw.Nde.Node.Localization;

namespace Ocw.Nde.Node.Features.Termen.Rest;

/// <summary>A query parameter: what is read is what the OpenAPI document says.</summary>
/// <param name="Name">The name.</param>
/// <param name="Text">What it means.</param>
internal sealed record RestParameter(string Name, LocalizedText Text)
{
    /// <summary>The other name that is read too.</summary>
    public string? Alias { get; init; }

    /// <summary>Whether it must be given.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether it may be given more than once; values may be joined by commas too, except IRIs.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>Whether it is <c>true</c> or <c>false</c>.</summary>
    public bool IsTruth { get; init; }

    /// <summary>The bounds of a whole number, with what it is when nothing is given; <see langword="null"/> for what is no number.</summary>
    public (int Least, int Most, int Usual)? Number { get; init; }

    /// <summary>The values that it may have; <see langword="null"/> for any.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>The value when nothing is given, of what is no number.</summary>
    public string? Usual { get; init; }

    public static RestParameter Query { get; } = new("q", new("Woorden, een heel label of een code", "Words, a whole label, or a notation")) { Alias = "query", IsRequired = true };

    public static RestParameter Source { get; } = new("source", new("Alleen deze bronnen, met hun IRI of id; allemaal als er geen staat", "Only these sources, by IRI or id; all when none is given")) { IsRepeated = true };

    public static RestParameter Genre { get; } = new("genre", new("Alleen termen met een van deze genres (IRI's uit de lijst van NDE)", "Only terms of one of these genres (IRIs of NDE's list)")) { IsRepeated = true };

    public static RestParameter Kind { get; } = new("kind", new("Alleen termen die hiervoor staan", "Only terms that stand for one of these"))
    {
        IsRepeated = true,
        Values = [.. Ocw.Nde.Termen.Catalog.TermGenreNames.All],
    };

    public static RestParameter Type { get; } = new("type", new("Alleen termen met een van deze typen, of in een van deze schema's (IRI's)", "Only terms of one of these types, or in one of these schemes (IRIs)")) { IsRepeated = true };

    public static RestParameter Facets { get; } = new("facets", new("Of alles wat is gevonden ook naar soort en type wordt geteld", "Whether all that was found is counted by kind and type too")) { IsTruth = true, Usual = "false" };

    public static RestParameter Broader { get; } = new("broader", new("Alleen termen onder deze (IRI)", "Only terms below this one (IRI)"));

    public static RestParameter Lang { get; } = new("lang", new("De gewenste talen, de liefste eerst", "The languages wanted, best first")) { IsRepeated = true, Usual = "nl" };

    public static RestParameter Limit { get; } = new("limit", new("Hoeveel termen hoogstens", "The most terms to give")) { Number = (1, TermLimits.MaxLimit, 20) };

    public static RestParameter Suggestions { get; } = new("limit", new("Hoeveel suggesties hoogstens", "The most suggestions to give")) { Number = (1, TermLimits.MaxSuggestions, 10) };

    public static RestParameter Offset { get; } = new("offset", new("Hoeveel termen worden overgeslagen", "How many terms to leave out before the page")) { Number = (0, TermLimits.MaxOffset, 0) };

    public static RestParameter Deprecated { get; } = new("deprecated", new("Of ingetrokken termen meedoen (als laatste)", "Whether withdrawn terms are given too (last)")) { IsTruth = true, Usual = "true" };

    public static RestParameter Notes { get; } = new("notes", new("Of ook in definities en toelichtingen wordt gezocht", "Whether definitions and notes are searched too")) { IsTruth = true, Usual = "false" };

    public static RestParameter Mode { get; } = new("mode", new("Hoe de tekst naar bronnen op afstand gaat", "How the text goes to remote sources")) { Values = ["optimized", "raw"], Usual = "optimized" };

    public static RestParameter TimeoutMs { get; } = new("timeout", new("Hoeveel milliseconden op een bron wordt gewacht", "How many milliseconds a source is waited for"))
    {
        Number = (1, TermLimits.MaxTimeoutMs, TermLimits.TimeoutMs),
    };

    public static RestParameter Uri { get; } = new("uri", new("De IRI van een term", "The IRI of a term")) { IsRequired = true, IsRepeated = true };

    public static RestParameter Format { get; } = new("format", new("De vorm van het antwoord; wint van Accept", "The form of the answer; wins over Accept")) { Values = ["json", "jsonld", "ndjson", "sse"] };

    public static RestParameter WholeFormat { get; } = Format with { Values = ["json", "jsonld"] };
}
