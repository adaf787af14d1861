using System.Text.Json;

namespace Ocw.Nde.Harvest;

/// <summary>What the JSON reader says, in a form that can be used.</summary>
internal static class JsonText
{
    /// <summary>The name of a property; <see langword="null"/> when it is not Unicode text (a lone surrogate), so that no path means it.</summary>
    public static string? PropertyName(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What is wrong, without the position that the reader adds: that is within its part of the document only.</summary>
    public static string Clean(JsonException broken)
    {
        var message = broken.Message;
        var position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return position > 0 ? message[..position] : message;
    }
}
