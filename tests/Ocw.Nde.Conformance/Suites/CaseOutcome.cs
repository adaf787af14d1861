using Ocw.Nde.Conformance.Manifests;

namespace Ocw.Nde.Conformance.Suites;

/// <summary>What became of a case.</summary>
internal enum CaseResult
{
    /// <summary>It gives what is expected.</summary>
    Passed,

    /// <summary>It does not.</summary>
    Failed,

    /// <summary>Tests of its type cannot be run here.</summary>
    NotKnown,
}

/// <summary>A case that was run.</summary>
/// <param name="Iri">Which one.</param>
/// <param name="Name">Its name in the manifest.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Reason">Why it did not pass; empty if it did.</param>
internal sealed record CaseOutcome(string Iri, string Name, CaseResult Result, string Reason)
{
    /// <summary>Runs one case, and tells instead of throwing.</summary>
    public static CaseOutcome Of(ManifestEntry entry)
    {
        if (entry.NotKnown is { } why)
            return new(entry.Iri, entry.Name, CaseResult.NotKnown, why);
        if (!CaseKinds.TryFind(entry, out var run))
            return new(entry.Iri, entry.Name, CaseResult.NotKnown, $"tests of type {string.Join(", ", entry.Types)} are not known");
        var error = Record.Exception(() => run(entry));
        return error is null
            ? new(entry.Iri, entry.Name, CaseResult.Passed, "")
            : new(entry.Iri, entry.Name, CaseResult.Failed, error is Xunit.Sdk.XunitException ? error.Message : $"{error.GetType().Name}: {error.Message}");
    }

    /// <summary>One line, and the reason below it.</summary>
    public string Text() => Result switch
    {
        CaseResult.Passed => $"passed   {Iri}  {Name}",
        CaseResult.Failed => $"FAILED   {Iri}  {Name}\n         {Reason.ReplaceLineEndings("\n         ")}",
        _ => $"NOT RUN  {Iri}  {Name}\n         {Reason}",
    };
}
