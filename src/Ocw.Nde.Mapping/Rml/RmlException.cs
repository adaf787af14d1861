namespace Ocw.Nde.Mapping.Rml;

/// <summary>A mapping that cannot be run, or data that it cannot be run on: what is wrong, where, and what was expected.</summary>
/// <remarks>Faults in single values and records are not thrown: they are counted in <see cref="RmlReport"/> and the run goes on.</remarks>
public sealed class RmlException : Exception
{
    /// <summary>A fault without more than its message.</summary>
    public RmlException(string message)
        : base(message)
    {
    }

    /// <summary>A fault that another exception caused.</summary>
    public RmlException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>A fault in a file.</summary>
    /// <param name="file">The mapping or data file.</param>
    /// <param name="line">The line, counted from 1; 0 when it is not known.</param>
    /// <param name="message">What is wrong and what was expected.</param>
    public RmlException(string file, long line, string message)
        : base(line > 0 ? FormattableString.Invariant($"{file}, line {line}: {message}") : $"{file}: {message}")
    {
        File = file;
        Line = line;
    }

    /// <summary>The file, where it is known.</summary>
    public string? File { get; }

    /// <summary>The line in <see cref="File"/>, counted from 1; 0 when it is not known.</summary>
    public long Line { get; }
}
