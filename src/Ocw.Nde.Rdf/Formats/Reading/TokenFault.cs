namespace Ocw.Nde.Rdf.Formats.Reading;

/// <summary>What is wrong inside one token, and at which byte of it; the default value says that nothing is.</summary>
internal readonly record struct TokenFault(int Index, string? Expected, string? Found)
{
    internal static TokenFault None => default;

    internal bool IsFault => Expected is not null;
}
