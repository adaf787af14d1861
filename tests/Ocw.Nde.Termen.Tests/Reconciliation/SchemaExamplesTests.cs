using System.Text.Json;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Termen.Tests.Reconciliation;

/// <summary>The examples of the specifications, by their own schemas: the measure by which our answers are judged measures rightly.</summary>
public sealed class SchemaExamplesTests
{
    private const string Folder = "harvest/reconciliation";

    [SharedTheory(Folder)]
    [InlineData("0.1", 29, 10)]
    [InlineData("0.2", 35, 16)]
    [InlineData("1.0-draft", 36, 20)]
    public void Every_valid_example_is_valid_and_every_invalid_one_is_not(string version, int valid, int invalid)
    {
        var root = SharedData.PathOf(Path.Combine(Folder, version));
        var schemas = new JsonSchema(Path.Combine(root, "schemas"));
        var wrong = new List<string>();
        var counts = (Valid: 0, Invalid: 0);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(root, "examples"), "*.json", SearchOption.AllDirectories))
        {
            var isValid = Path.GetFileName(Path.GetDirectoryName(file)) == "valid";
            counts = isValid ? (counts.Valid + 1, counts.Invalid) : (counts.Valid, counts.Invalid + 1);
            if (SchemaOf(version, Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(file)))!) is not { } schema)
                continue;
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var faults = schemas.Faults(schema, document.RootElement);
            if (faults.Count == 0 != isValid)
                wrong.Add($"{file}: {string.Join("; ", faults)}");
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
        Assert.Equal((valid, invalid), counts);
    }

    // Parts of a document are judged by the part of its schema; flyouts and security schemes have none.
    private static string? SchemaOf(string version, string kind) => kind switch
    {
        "flyout-response" or "security-scheme" => null,
        "data-extension-property-proposal" when version == "0.1" => null,
        "data-extension-metadata" => "manifest.json#/properties/extend",
        "preview-metadata" => "manifest.json#/properties/preview",
        "suggest-metadata" => "manifest.json#/properties/suggest/definitions/service_definition",
        "reconciliation-candidate" when version == "0.2" => "reconciliation-result-batch.json#/patternProperties/^.*$/properties/result/items",
        "reconciliation-candidate" => "reconciliation-result-batch.json#/properties/results/items/properties/candidates/items",
        _ => kind + ".json",
    };
}
