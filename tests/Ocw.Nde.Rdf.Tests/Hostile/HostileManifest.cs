using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Rdf.Tests.Hostile;

/// <summary>The table of the hostile inputs in the shared data.</summary>
internal static class HostileManifest
{
    public const string Folder = "trust/hostile";

    /// <summary>The rows of surfaces, as theory data: file and expected outcome.</summary>
    public static IEnumerable<object[]> Of(params string[] surfaces) =>
        Rows("/manifest.tsv").Where(row => surfaces.Contains(row[2])).Select(row => new object[] { row[0], row[4] });

    /// <summary>The cells of a table, without its first line.</summary>
    public static IEnumerable<string[]> Rows(string table) =>
        File.Exists(PathOf(table)) ? File.ReadLines(PathOf(table)).Skip(1).Select(line => line.Split('\t')) : [];

    public static string PathOf(string file) => SharedData.PathOf($"{Folder}/{file.TrimStart('/')}");
}
