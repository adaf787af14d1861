using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Shacl;

/// <summary>The severities and their order.</summary>
internal static class Severities
{
    /// <summary>0 for a violation, then warnings, infos, and what the shapes invented themselves.</summary>
    internal static int Rank(Iri severity) => severity.Value switch
    {
        ShaclNs.Violation => 0,
        ShaclNs.Warning => 1,
        ShaclNs.Info => 2,
        _ => 3,
    };

    /// <summary>The severity in words.</summary>
    internal static LocalizedText Name(Iri severity) => severity.Value switch
    {
        ShaclNs.Violation => new("fout", "violation"),
        ShaclNs.Warning => new("waarschuwing", "warning"),
        ShaclNs.Info => new("aanwijzing", "info"),
        _ => new(Shapes.PathText.LocalName(severity.Value), Shapes.PathText.LocalName(severity.Value)),
    };
}
