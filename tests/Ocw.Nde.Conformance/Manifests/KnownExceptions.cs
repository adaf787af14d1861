using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Conformance.Manifests;

/// <summary>Tests that are expected to fail, one a line: IRI, a tab, the reason. Lines that begin with # are comments.</summary>
internal static class KnownExceptions
{
    /// <summary>Reads a list; the path is relative to the conformance project.</summary>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        var file = Path.Combine(SharedData.ProjectRoot, "tests", "Ocw.Nde.Conformance", path);
        return File.ReadLines(file)
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t', 2))
            .ToDictionary(parts => parts[0], parts => parts.Length == 2 && parts[1].Length > 0 ? parts[1] : throw new FormatException($"{path}: {parts[0]} has no reason."), StringComparer.Ordinal);
    }
}
