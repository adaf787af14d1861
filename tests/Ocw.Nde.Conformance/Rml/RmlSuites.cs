using System.Text;
using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Conformance.Suites;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Conformance.Rml;

/// <summary>The suites of the RML modules: folders without a manifest, so one is made of their names.</summary>
internal static class RmlSuites
{
    public const string Shared = "harvest/rml";

    private const string Root = "https://w3id.org/rml/resources/";
    private const string ManifestFile = "manifest-of-folders.ttl";

    /// <summary>The suites of 2026, and the first one.</summary>
    public static IReadOnlyList<Suite> All { get; } =
    [
        Of("RML Core", "core"),
        Of("RML-IO", "io"),
        Of("RML-CC (collections and containers)", "cc"),
        Of("RML-FNML (functions)", "fnml"),
        Of("RML-LV (logical views)", "lv"),
        Of("RML-IO registry, without SQL", "io-registry"),
        Of("RML of 2014 (CSV, JSON, XML)", "rml-1-legacy"),
    ];

    /// <summary>The folder of a case on disk.</summary>
    public static string FolderOf(ManifestEntry entry) => SharedData.PathOf($"{Shared}/{entry.Iri[Root.Length..]}");

    /// <summary>Whether the case is one of the first suite.</summary>
    public static bool IsLegacy(ManifestEntry entry) => entry.Iri.StartsWith(Root + "rml-1-legacy/", StringComparison.Ordinal);

    /// <summary>The base that the suite prescribes: RML Core in its table, RML-CC in what it expects, the others in their mappings.</summary>
    public static string? BaseOf(ManifestEntry entry) =>
        Cell(entry, "base_iri") is { Length: > 0 } written ? written : entry.Iri.StartsWith(Root + "cc/", StringComparison.Ordinal) ? "http://example.com/base/" : null;

    /// <summary>Whether the suite's table says that the engine has to refuse.</summary>
    public static bool IsErrorExpected(ManifestEntry entry) =>
        (Cell(entry, "error") ?? Cell(entry, "error expected?"))?.Equals("true", StringComparison.OrdinalIgnoreCase) == true;

    private static Suite Of(string name, string folder) =>
        new(name, $"{Shared}/{folder}", SuiteArchive.OfFolder(SharedData.PathOf($"{Shared}/{folder}"), $"{Root}{folder}/", ManifestFile, () => ManifestOf(folder)), [ManifestFile], "Rml/exceptions.txt");

    private static byte[] ManifestOf(string folder)
    {
        var cases = Directory.EnumerateDirectories(SharedData.PathOf($"{Shared}/{folder}")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
        var text = new StringBuilder("@prefix mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#> .\n");
        foreach (var name in cases)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"<{Root}{folder}/{name}> a <{Root}RmlTest> ; mf:name \"{name}\" .\n");
        text.Append("[] a mf:Manifest ; mf:entries (").AppendJoin(' ', cases.Select(name => $"<{Root}{folder}/{name}>")).Append(") .\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // The tables are CSV with quotes; a cell is found by its column and the case's name in the first one.
    private static string? Cell(ManifestEntry entry, string column)
    {
        var folder = FolderOf(entry);
        var rows = Rows(File.ReadAllText(Path.Combine(Path.GetDirectoryName(folder)!, "metadata.csv")));
        var at = rows[0].IndexOf(column);
        var row = rows.Find(r => r[0] == Path.GetFileName(folder));
        return at >= 0 && row is not null && at < row.Count ? row[at] : null;
    }

    private static List<List<string>> Rows(string text)
    {
        var rows = new List<List<string>>();
        var row = new List<string>();
        var cell = new StringBuilder();
        var isQuoted = false;
        foreach (var c in text.TrimStart('\uFEFF').ReplaceLineEndings("\n"))
        {
            if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && (c is ',' or '\n'))
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    rows.Add(row);
                    row = [];
                }
            }
            else
            {
                cell.Append(c);
            }
        }

        return rows;
    }
}
