namespace Ocw.Nde.Termen.Quality;

/// <summary>What was found wrong or missing in a vocabulary.</summary>
public sealed record QualityReport
{
    /// <summary>The number of concepts.</summary>
    public int Concepts { get; init; }

    /// <summary>The number of concept schemes.</summary>
    public int Schemes { get; init; }

    /// <summary>The number of labels.</summary>
    public int Labels { get; init; }

    /// <summary>The number of triples.</summary>
    public long Triples { get; init; }

    /// <summary>The number of labels by language tag; the empty tag for those without.</summary>
    public IReadOnlyDictionary<string, int> Languages { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>The findings, worst first.</summary>
    public IReadOnlyList<QualityFinding> Findings { get; init; } = [];
}

/// <summary>One kind of fault, with where it was found.</summary>
/// <param name="Id">A stable code: <c>cycles</c>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Nl">What it is and what to do, in Dutch.</param>
/// <param name="En">What it is and what to do, in English.</param>
/// <param name="Count">How often it was found.</param>
/// <param name="Examples">The terms, up to the ceiling that was asked for.</param>
public sealed record QualityFinding(string Id, QualitySeverity Severity, string Nl, string En, int Count, IReadOnlyList<QualityExample> Examples);

/// <summary>Where a fault was found.</summary>
/// <param name="Iri">The term, scheme or other resource.</param>
/// <param name="Detail">What of it: the label, the tag, the other term.</param>
public sealed record QualityExample(string Iri, string Detail);

/// <summary>How bad a fault is.</summary>
public enum QualitySeverity
{
    /// <summary>Against the SKOS reference, or unusable.</summary>
    Error,

    /// <summary>Harms users.</summary>
    Warning,

    /// <summary>Good to know.</summary>
    Info,
}
