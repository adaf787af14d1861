using System.Text.Json;

namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>A setting of a property in a data extension query.</summary>
/// <param name="Id">Its name in queries.</param>
/// <param name="IsNumber">Whether it is a number; else a text.</param>
/// <param name="LabelNl">Its Dutch label.</param>
/// <param name="LabelEn">Its English label.</param>
/// <param name="HelpNl">What it does, in Dutch.</param>
/// <param name="HelpEn">What it does, in English.</param>
public sealed record ExtensionSetting(string Id, bool IsNumber, string LabelNl, string LabelEn, string HelpNl, string HelpEn)
{
    /// <summary>How many values of a term are given.</summary>
    public static ExtensionSetting Limit { get; } = new("limit", true, "Hoogstens", "At most", "Het hoogste aantal waarden van een term (0: alle)", "The most values of one term (0: all)");

    /// <summary>In which language labels and notes are given.</summary>
    public static ExtensionSetting Language { get; } = new(
        "language", false, "Taal", "Language",
        "Taal van labels en toelichtingen: een code zoals nl, of * voor alle; leeg: de taal van de vraag, anders wat er is", "Language of labels and notes: a code such as nl, or * for all; empty: the language of the request, else what there is");

    /// <summary>All settings.</summary>
    public static IReadOnlyList<ExtensionSetting> All { get; } = [Limit, Language];

    internal void Write(Utf8JsonWriter json, ReconciliationVersion version, string language)
    {
        var dutch = language.StartsWith("nl", StringComparison.OrdinalIgnoreCase);
        var label = dutch ? LabelNl : LabelEn;
        json.WriteStartObject();
        json.WriteString("type", IsNumber ? "number" : "text");
        json.WriteString(version == ReconciliationVersion.V10 ? "id" : "name", Id);
        json.WriteString(version == ReconciliationVersion.V10 ? "name" : "label", label);
        json.WriteString(version == ReconciliationVersion.V10 ? "helpText" : "help_text", dutch ? HelpNl : HelpEn);
        if (IsNumber)
            json.WriteNumber("default", 0);
        else
            json.WriteString("default", "");
        json.WriteEndObject();
    }
}
