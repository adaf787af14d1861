using System.Globalization;

namespace Ocw.Nde.Rdf.Formats.JsonLd;

/// <summary>A JSON-LD document, context or frame that cannot be processed.</summary>
public sealed class JsonLdException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="code">The error code of JSON-LD 1.1 API §10.4 (see <see cref="JsonLdErrors"/>), such as <c>invalid term definition</c>.</param>
    /// <param name="expected">What is allowed at this place.</param>
    /// <param name="found">What stands there.</param>
    /// <param name="inner">The cause, if there is one.</param>
    public JsonLdException(string code, string expected, string found, Exception? inner = null)
        : base($"{code}: expected {expected}, found {found}", inner)
    {
        Code = code;
        Expected = expected;
        Found = found;
    }

    /// <summary>The error code of the specification.</summary>
    public string Code { get; }

    /// <summary>What is allowed at this place.</summary>
    public string Expected { get; }

    /// <summary>What stands there.</summary>
    public string Found { get; }

    /// <summary>The line, from 1; 0 when unknown. For faults of meaning: where the object begins that holds the fault.</summary>
    public long Line { get; internal set; }

    /// <summary>The column in characters, from 1; 0 when unknown.</summary>
    public long Column { get; internal set; }

    /// <summary>The address of the document or context that holds the fault, if it is known.</summary>
    public string? SourceName { get; internal set; }

    /// <inheritdoc/>
    public override string Message => Line == 0 && SourceName is null
        ? base.Message + "."
        : string.Create(CultureInfo.InvariantCulture, $"{SourceName ?? "input"}, line {Line}, column {Column}: {base.Message}.");

    internal JsonLdException At(Json.JsonMap? map, string? source = null)
    {
        if (Line == 0 && map is { Line: > 0 })
            (Line, Column, SourceName) = (map.Line, map.Column, SourceName ?? source);
        return this;
    }
}
