using System.Globalization;
using System.Text.RegularExpressions;
using Ocw.Nde.Mapping.Lifting;

namespace Ocw.Nde.Mapping.Columns;

/// <summary>Where a rule reads: a column, a path, a pattern; from the record (<c>/acno</c>), from the element at hand, or from one around it (<c>../name</c>).</summary>
/// <remarks>
/// A name that holds the separator itself (the column <c>datering.datum.start</c>) is found too: at each level the longest name that exists is taken.
/// <c>[*]</c> may be written behind a name and means nothing, since repeated elements are all read.
/// </remarks>
internal sealed partial class FieldPath
{
    private readonly string[] _names;
    private readonly char _separator;
    private readonly bool _fromRecord;
    private readonly int _up;
    private readonly Regex? _pattern;

    private FieldPath(string[] names, char separator, bool fromRecord, int up, string fullPath)
    {
        _names = names;
        _separator = separator;
        _fromRecord = fromRecord;
        _up = up;
        FullPath = fullPath;
        if (fullPath.Contains('*', StringComparison.Ordinal))
            _pattern = new Regex("^" + Regex.Escape(fullPath).Replace("\\*", $"[^{Regex.Escape(separator.ToString())}]*", StringComparison.Ordinal) + "$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    /// <summary>The path from the record, as fields of the source are named in reports; may hold <c>*</c>.</summary>
    public string FullPath { get; }

    /// <summary>Whether a field of the source is one that this reads.</summary>
    public bool Covers(string path) => _pattern?.IsMatch(path) ?? string.Equals(path, FullPath, StringComparison.Ordinal);

    /// <summary>Reads a path. Several come out of a series: <c>Materiaal_{1..12}</c>.</summary>
    /// <param name="text">The path.</param>
    /// <param name="scope">The full path of the element from which it is read; empty for the record.</param>
    /// <param name="separator">What stands between the parts of paths in this source.</param>
    /// <exception cref="FormatException">It is not a path; the message says why.</exception>
    public static IEnumerable<FieldPath> Parse(string text, string scope, char separator)
    {
        foreach (var one in ExpandSeries(text.Trim()))
            yield return ParseOne(one, scope, separator);
    }

    /// <summary>The elements that it finds from an element, in the order of the source.</summary>
    public IEnumerable<SourceNode> Select(SourceNode from)
    {
        var start = from;
        if (_fromRecord)
        {
            while (start.Parent is { } parent)
                start = parent;
        }

        for (var i = 0; i < _up && start is not null; i++)
            start = start.Parent;
        return start is null ? [] : _names.Length == 0 ? [start] : Below(start, 0);
    }

    private IEnumerable<SourceNode> Below(SourceNode group, int at)
    {
        // The longest name first: «datering.datum.start» as one column wins over three levels.
        for (var take = _names.Length - at; take > 0; take--)
        {
            var name = take == 1 ? _names[at] : string.Join(_separator, _names, at, take);
            var found = false;
            foreach (var child in group.Children)
            {
                if (!Matches(name, child.Field.Name))
                    continue;
                found = true;
                if (at + take == _names.Length)
                    yield return child;
                else
                    foreach (var below in Below(child, at + take))
                        yield return below;
            }

            if (found)
                yield break;
        }
    }

    private static bool Matches(string pattern, string name)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
            return string.Equals(pattern, name, StringComparison.Ordinal);
        return System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
    }

    private static FieldPath ParseOne(string text, string scope, char separator)
    {
        var rest = text.Replace("[*]", "", StringComparison.Ordinal);
        var fromRecord = rest.StartsWith('/');
        rest = rest.TrimStart('/');
        var up = 0;
        var around = fromRecord ? "" : scope;
        while (rest.StartsWith("..", StringComparison.Ordinal))
        {
            if (around.Length == 0)
                throw new FormatException($"«{text}» leads out of the record");
            up++;
            rest = rest[2..].TrimStart('/');
            var cut = around.LastIndexOf(separator);
            around = cut < 0 ? "" : around[..cut];
        }

        if (rest is "." or "")
        {
            if (rest.Length == 0 && up == 0)
                throw new FormatException("a field is empty");
            return new FieldPath([], separator, fromRecord, up, around);
        }

        return new FieldPath(rest.Split(separator), separator, fromRecord, up, around.Length == 0 ? rest : around + separator + rest);
    }

    private static IEnumerable<string> ExpandSeries(string text)
    {
        if (Series().Match(text) is not { Success: true } series)
            return [text];
        var (first, last) = (int.Parse(series.Groups["first"].ValueSpan, CultureInfo.InvariantCulture), int.Parse(series.Groups["last"].ValueSpan, CultureInfo.InvariantCulture));
        if (last < first || last - first > 999)
            throw new FormatException($"«{series.Value}» is not a series of at most 1,000 from low to high");
        return Enumerable.Range(first, last - first + 1).Select(n => string.Concat(text.AsSpan(0, series.Index), n.ToString(CultureInfo.InvariantCulture), text.AsSpan(series.Index + series.Length)));
    }

    [GeneratedRegex(@"\{(?<first>[0-9]{1,4})\.\.(?<last>[0-9]{1,4})\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Series();
}
