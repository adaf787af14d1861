namespace Ocw.Nde.Termen.GraphQl.Syntax;

/// <summary>What a block string means (§2.9.4, <c>BlockStringValue</c>).</summary>
internal static class BlockString
{
    /// <summary>Takes the common indent and the blank lines around away.</summary>
    public static string Unindent(string raw)
    {
        var lines = raw.Split('\n');
        var indent = lines.Skip(1).Where(line => !IsBlank(line)).Select(Indent).DefaultIfEmpty(0).Min();
        for (var i = 1; i < lines.Length; i++)
            lines[i] = lines[i].Length > indent ? lines[i][indent..] : "";
        var first = Array.FindIndex(lines, line => !IsBlank(line));
        return first < 0 ? "" : string.Join('\n', lines[first..(Array.FindLastIndex(lines, line => !IsBlank(line)) + 1)]);
    }

    private static int Indent(string line) => line.Length - line.TrimStart(' ', '\t').Length;

    private static bool IsBlank(string line) => Indent(line) == line.Length;
}
