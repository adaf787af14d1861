using System.Text.Json;

namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>Writes the manifest of a service.</summary>
/// <remarks>
/// 0.2 and 1.0 say the same in other words, and say <c>suggest</c> in words that exclude each other: an object with addresses, or a boolean. So each has a
/// manifest of its own, at one address; both list all versions.
/// </remarks>
public sealed class ManifestWriter(ReconciliationOptions options, string serviceVersion)
{
    /// <summary>The width of a preview in pixels.</summary>
    public const int PreviewWidth = 430;

    /// <summary>The height of a preview in pixels.</summary>
    public const int PreviewHeight = 300;

    /// <summary>The versions that a manifest lists.</summary>
    public static IReadOnlyList<string> Versions { get; } = ["0.1", "0.2", "1.0-draft"];

    /// <summary>Writes the manifest.</summary>
    public void Write(Utf8JsonWriter json, ReconciliationVersion version, ReconciliationScope scope, ServiceAddresses addresses, string language)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(addresses);
        ArgumentNullException.ThrowIfNull(language);
        json.WriteStartObject();
        json.WriteStartArray("versions");
        foreach (var one in Versions)
            json.WriteStringValue(one);
        json.WriteEndArray();
        json.WriteString("name", scope.Name(language));
        json.WriteString("identifierSpace", scope.IdentifierSpace);
        json.WriteString("schemaSpace", ReconciliationTypes.Concept.Id);
        json.WriteString("documentation", addresses.Documentation);
        json.WriteString("serviceVersion", serviceVersion);
        json.WriteNumber("batchSize", options.BatchSize);
        json.WriteStartObject("serverLimits");
        json.WriteNumber("batchSize", options.BatchSize);
        json.WriteNumber("candidates", options.MaxCandidates);
        json.WriteNumber("extendSize", options.ExtensionSize);
        json.WriteNumber("requestBytes", options.MaxRequestBytes);
        json.WriteNumber("parallelRequests", options.Parallelism);
        json.WriteEndObject();
        json.WriteBoolean("standardizedScore", true);
        json.WriteStartArray("defaultTypes");
        foreach (var type in ReconciliationTypes.Of(scope.Sources))
            BatchWriter.WriteType(json, type, language);
        json.WriteEndArray();
        if (version == ReconciliationVersion.V10)
            WriteFor10(json, addresses, language);
        else
            WriteFor02(json, addresses, language);
        json.WriteEndObject();
    }

    private static void WriteFor02(Utf8JsonWriter json, ServiceAddresses addresses, string language)
    {
        WriteUrl(json, "view", addresses.TermPage + "{{id}}");
        WriteUrl(json, "feature_view", addresses.Features + "#{{id}}");
        json.WriteStartObject("preview");
        json.WriteString("url", addresses.Root + "/preview?id={{id}}");
        json.WriteNumber("width", PreviewWidth);
        json.WriteNumber("height", PreviewHeight);
        json.WriteEndObject();
        json.WriteStartObject("suggest");
        foreach (var kind in (ReadOnlySpan<string>)["entity", "property", "type"])
        {
            json.WriteStartObject(kind);
            json.WriteString("service_url", addresses.Root);
            json.WriteString("service_path", "/suggest/" + kind);
            json.WriteString("flyout_service_url", addresses.Root);
            json.WriteString("flyout_service_path", $"/flyout/{kind}?id=${{id}}");
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("extend");
        json.WriteStartObject("propose_properties");
        json.WriteString("service_url", addresses.Root);
        json.WriteString("service_path", "/extend/propose");
        json.WriteEndObject();
        json.WriteStartArray("property_settings");
        foreach (var setting in ExtensionSetting.All)
            setting.Write(json, ReconciliationVersion.V02, language);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFor10(Utf8JsonWriter json, ServiceAddresses addresses, string language)
    {
        json.WriteString("lang", language);
        WriteUrl(json, "view", addresses.TermPage + "{id}");
        WriteUrl(json, "featureView", addresses.Features + "{#id}");
        json.WriteStartObject("preview");
        json.WriteNumber("width", PreviewWidth);
        json.WriteNumber("height", PreviewHeight);
        json.WriteEndObject();
        json.WriteStartObject("suggest");
        json.WriteBoolean("entity", true);
        json.WriteBoolean("property", true);
        json.WriteBoolean("type", true);
        json.WriteEndObject();
        json.WriteStartObject("extend");
        json.WriteBoolean("proposeProperties", true);
        json.WriteStartArray("propertySettings");
        foreach (var setting in ExtensionSetting.All)
            setting.Write(json, ReconciliationVersion.V10, language);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteUrl(Utf8JsonWriter json, string name, string url)
    {
        json.WriteStartObject(name);
        json.WriteString("url", url);
        json.WriteEndObject();
    }
}
