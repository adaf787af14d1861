using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ocw.Nde.Termen.GraphQl.Execution;

/// <summary>How answers are written: as data, not for a script element, so that letters with accents stay letters.</summary>
public static class GraphQlJson
{
    /// <summary>For answers.</summary>
    public static JsonWriterOptions Writer { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true, MaxDepth = 0 };

    /// <summary>For texts in errors.</summary>
    internal static JsonSerializerOptions Strings { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
