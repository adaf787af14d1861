namespace Ocw.Nde.Rdf.Iris;

/// <summary>What RFC 3986 and 3987 forbid but the grammars of RDF let through: kept, and reported.</summary>
[Flags]
internal enum IriDoubts
{
    None = 0,
    Repaired = 1,
    PercentEncoding = 2,
    Bracket = 4,
    BidiControl = 8,
    Port = 16,
    Authority = 32,
    Character = 64,
}
