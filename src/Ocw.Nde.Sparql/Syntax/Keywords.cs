using System.Collections.Frozen;

namespace Ocw.Nde.Sparql.Syntax;

/// <summary>The keywords of the grammar, case-insensitive; the parser compares them in upper case.</summary>
internal static class Keywords
{
    private static readonly FrozenSet<string> All = new[]
    {
        "BASE", "PREFIX", "VERSION", "SELECT", "DISTINCT", "REDUCED", "AS", "CONSTRUCT", "WHERE", "DESCRIBE", "ASK", "FROM", "NAMED",
        "GROUP", "BY", "HAVING", "ORDER", "ASC", "DESC", "LIMIT", "OFFSET", "VALUES", "UNDEF", "OPTIONAL", "GRAPH", "UNION", "MINUS",
        "SERVICE", "SILENT", "BIND", "FILTER", "EXISTS", "NOT", "IN", "TRUE", "FALSE", "SEPARATOR",
        "LOAD", "INTO", "CLEAR", "DROP", "CREATE", "ADD", "TO", "MOVE", "COPY", "INSERT", "DELETE", "DATA", "WITH", "USING", "DEFAULT", "ALL",
    }
        .Concat(BuiltIns.Names)
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BySpan = All.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The keyword in upper case, or the word as written when it is none.</summary>
    internal static string Canonical(ReadOnlySpan<char> word) => BySpan.TryGetValue(word, out var keyword) ? keyword : word.ToString();
}
