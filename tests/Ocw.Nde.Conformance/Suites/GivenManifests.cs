using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Conformance.Suites;

/// <summary>The manifests that OCWNDE_MANIFEST names, a list of paths with <c>:</c> between them: run alone, without the suites that we know.</summary>
internal static class GivenManifests
{
    public const string Variable = "OCWNDE_MANIFEST";

    /// <summary>Whether any are given.</summary>
    public static bool Any => Paths.Count > 0;

    private static IReadOnlyList<string> Paths { get; } =
        (Environment.GetEnvironmentVariable(Variable) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Their cases, with those of the manifests that they include; a manifest that cannot be read is a case that failed.</summary>
    public static IReadOnlyList<GivenCase> Cases { get; } = [.. Paths.SelectMany(Read)];

    /// <summary>Reads the cases of one manifest; a folder stands for the <c>manifest.ttl</c> in it.</summary>
    public static IReadOnlyList<GivenCase> Read(string path)
    {
        var file = Resolve(path);
        if (Directory.Exists(file))
            file = Path.Combine(file, "manifest.ttl");
        try
        {
            return [.. Manifest.ReadWithIncluded(SuiteArchive.Disk, file)
                .SelectMany(manifest => manifest.Entries(alsoUndescribed: true))
                .DistinctBy(entry => entry.Iri, StringComparer.Ordinal)
                .Select(entry => new GivenCase(entry.Iri, entry, null))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or Ocw.Nde.Rdf.Formats.RdfSyntaxException or InvalidOperationException)
        {
            return [new GivenCase(file, null, error.Message)];
        }
    }

    // A test host runs in a folder of its own: a relative path is meant from where the command was given, or from the project.
    private static string Resolve(string path)
    {
        string?[] folders = [Environment.CurrentDirectory, Environment.GetEnvironmentVariable("PWD"), SharedData.ProjectRoot];
        return folders.OfType<string>().Select(folder => Path.GetFullPath(path, folder)).FirstOrDefault(Path.Exists) ?? Path.GetFullPath(path);
    }
}

/// <summary>A case of a given manifest, or the manifest that could not be read.</summary>
/// <param name="Iri">The case's IRI, or the manifest's path.</param>
/// <param name="Entry">The case.</param>
/// <param name="Unreadable">Why there is none.</param>
internal sealed record GivenCase(string Iri, ManifestEntry? Entry, string? Unreadable)
{
    /// <summary>Runs it.</summary>
    public CaseOutcome Run() => Entry is null ? new(Iri, "the manifest itself", CaseResult.Failed, $"it cannot be read: {Unreadable}") : CaseOutcome.Of(Entry);
}
