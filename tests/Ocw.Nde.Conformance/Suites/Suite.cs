using Ocw.Nde.Conformance.Manifests;

namespace Ocw.Nde.Conformance.Suites;

/// <summary>A public suite, or a part of one, whose cases we run.</summary>
/// <param name="Name">Its name in the tests and in the report.</param>
/// <param name="Zip">The shared file that it comes from.</param>
/// <param name="Archive">The files.</param>
/// <param name="Manifests">The manifests, with all that they include.</param>
/// <param name="Exceptions">The file in this project that lists the cases that we do not pass, with their reasons.</param>
/// <param name="LeftOut">Cases of the manifests that belong to another suite, if there are any.</param>
internal sealed record Suite(string Name, string Zip, SuiteArchive Archive, IReadOnlyList<string> Manifests, string Exceptions, Func<ManifestEntry, bool>? LeftOut = null)
{
    private readonly Lazy<IReadOnlyDictionary<string, ManifestEntry>> _entries = new(() => Read(Archive, Manifests, LeftOut));
    private readonly Lazy<IReadOnlyDictionary<string, string>> _exceptions = new(() => KnownExceptions.Read(Exceptions));

    /// <summary>The cases by their IRIs, in the order of the manifests.</summary>
    public IReadOnlyDictionary<string, ManifestEntry> Entries => _entries.Value;

    /// <summary>Why we do not pass a case; <see langword="null"/> for a case that we pass.</summary>
    public string? ReasonFor(string iri) => _exceptions.Value.GetValueOrDefault(iri);

    /// <summary>Runs one case: it passes, or fails as the list of exceptions says.</summary>
    public void Run(string iri)
    {
        var entry = Entries[iri];
        Assert.True(CaseKinds.TryFind(entry, out var run), $"No way is known to run a test of type {string.Join(", ", entry.Types)}.");
        if (ReasonFor(iri) is { } reason)
            Assert.True(Record.Exception(() => run(entry)) is not null, $"The case passes, and stands among the exceptions: {reason}");
        else
            run(entry);
    }

    private static Dictionary<string, ManifestEntry> Read(SuiteArchive archive, IReadOnlyList<string> manifests, Func<ManifestEntry, bool>? leftOut) => manifests
        .SelectMany(manifest => Manifest.ReadWithIncluded(archive, manifest))
        .SelectMany(manifest => manifest.Entries())
        .Where(entry => leftOut?.Invoke(entry) != true)
        .DistinctBy(entry => entry.Iri, StringComparer.Ordinal)
        .ToDictionary(entry => entry.Iri, StringComparer.Ordinal);
}
