using System.Globalization;

namespace Ocw.Nde.Rdf.Formats;

/// <summary>A document does not follow the grammar of its format; the message says where, what was expected and what stands there.</summary>
/// <remarks>Quads that came before the fault have been handed to the sink already: whoever wants all or nothing stages them.</remarks>
public sealed class RdfSyntaxException : Exception
{
    /// <summary>Describes one fault.</summary>
    /// <param name="expected">What the grammar allows here.</param>
    /// <param name="found">What stands there instead.</param>
    /// <param name="line">The line, from 1; 0 when the format gives no position.</param>
    /// <param name="column">The column in characters (code points), from 1; 0 when the format gives no position.</param>
    /// <param name="source">The file or address, or <see langword="null"/>.</param>
    /// <param name="inner">The cause, if another reader found the fault.</param>
    public RdfSyntaxException(string expected, string found, long line, long column, string? source = null, Exception? inner = null)
        : base(Describe(expected, found, line, column, source), inner)
    {
        Expected = expected;
        Found = found;
        Line = line;
        Column = column;
        SourceName = source;
    }

    /// <summary>What the grammar allows at this place.</summary>
    public string Expected { get; }

    /// <summary>What stands there.</summary>
    public string Found { get; }

    /// <summary>The line, from 1; 0 when unknown.</summary>
    public long Line { get; }

    /// <summary>The column in characters (code points), from 1; 0 when unknown.</summary>
    public long Column { get; }

    /// <summary>The file or address that was read, if the caller named it.</summary>
    public string? SourceName { get; }

    private static string Describe(string expected, string found, long line, long column, string? source)
    {
        var place = line > 0 ? string.Create(CultureInfo.InvariantCulture, $"line {line}, column {column}") : "";
        var where = (source, place) switch
        {
            (null, "") => "",
            (null, _) => place + ": ",
            (_, "") => source + ": ",
            _ => $"{source}, {place}: ",
        };
        return $"{where}expected {expected}, found {found}.";
    }
}
