using System.Globalization;

namespace Ocw.Nde.Sparql.Library;

/// <summary>A stored query cannot be used; the message names the file, the line and what to repair.</summary>
public sealed class QueryLibraryException(string file, int line, string message, Exception? inner = null)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"{file}({line}): {message}"), inner)
{
    /// <summary>The full path of the file.</summary>
    public string File { get; } = file;

    /// <summary>The line, from 1.</summary>
    public int Line { get; } = line;
}
