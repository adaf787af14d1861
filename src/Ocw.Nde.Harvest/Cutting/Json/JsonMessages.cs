using System.Text.Json;

namespace Ocw.Nde.Harvest;

/// <summary>Makes messages of the JSON reader fit to show.</summary>
internal static class JsonMessages
{
    /// <summary>What is wrong, without the position that the reader adds: that is within its part of the document only.</summary>
    public static string Clean(JsonException broken)
    {
        var message = broken.Message;
        var position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return position > 0 ? message[..position] : message;
    }
}
