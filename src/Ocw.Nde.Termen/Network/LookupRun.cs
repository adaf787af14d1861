using Ocw.Nde.Rdf.Iris;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Lookup;
using Ocw.Nde.Termen.Network.Live;

namespace Ocw.Nde.Termen.Network;

/// <summary>One look-up of any number of IRIs.</summary>
/// <remarks>
/// 1. Each IRI is judged, and looked for in the kept copies.
/// 2. Those that are not there, or only in a copy that is too old, go to the live sources that share the longest prefix: one question for each
///    endpoint and batch, all at the same time.
/// 3. A term goes to the source that its <c>skos:inScheme</c> names, where several share its prefix.
/// 4. What no live source gave falls back on the old copy.
/// </remarks>
internal sealed class LookupRun(NetworkCatalog.Snapshot snapshot, LiveSources? live, NetworkOptions options, LookupOptions question, TimeSpan timeout, TimeProvider time)
{
    private const int MaxIri = 2048;

    private readonly long _started = time.GetTimestamp();
    private readonly KeptSources _kept = new(snapshot.Index);

    internal async Task<IReadOnlyList<LookupAnswer>> RunAsync(IReadOnlyList<string> iris, CancellationToken cancellation)
    {
        var answers = new Dictionary<string, LookupAnswer>(StringComparer.Ordinal);
        var wanted = new Dictionary<string, List<CatalogEntry>>(StringComparer.Ordinal);
        foreach (var iri in iris.Distinct(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            var answer = Kept(iri);
            answers[iri] = answer;
            if (answer.Fault is null || answer.Fault.Kind == SourceFaultKind.BadIri)
                continue;
            var candidates = snapshot.Catalog.CandidatesFor(iri).Where(entry => entry.Mode != SourceMode.Kept && entry.Distributions.Count > 0).ToList();
            if (candidates.Count > 0)
                wanted[iri] = candidates;
        }

        if (wanted.Count > 0)
            await AskAsync(wanted, answers, cancellation).ConfigureAwait(false);
        return [.. iris.Select(iri => answers[iri])];
    }

    private LookupAnswer Kept(string iri)
    {
        if (iri.Length > MaxIri)
            return Answer(iri[..80] + "…", null, null, SourceFault.BadIri(iri[..80] + "…", $"> {MaxIri}")) with { Iri = iri };
        if (!IriCheck.IsAbsoluteIri(iri))
            return Answer(iri, null, null, SourceFault.BadIri(Shown(iri), "https://…"));
        try
        {
            foreach (var form in Forms(iri))
            {
                if (_kept.Find(form, question.Languages, snapshot.KeptIds) is not { } term || snapshot.OfKept(term.Source.Id) is not { } entry)
                    continue;
                var fault = IsTooOld(entry) ? SourceFault.TooOld(entry, entry.CopyFrom!.Value) : null;
                return Answer(iri, entry, term, fault) with { CopyFrom = entry.CopyFrom };
            }
        }
        catch (Exception e) when (KeptSources.IsFault(e))
        {
            return Answer(iri, snapshot.Catalog.ForTerm(iri), null, SourceFault.KeptFaulty(iri, e.Message));
        }

        var owner = Forms(iri).Select(snapshot.Catalog.ForTerm).FirstOrDefault(entry => entry is not null);
        return owner is null ? Answer(iri, null, null, SourceFault.NoSourceForIri(iri))
            : owner.KeptSource is null ? Answer(iri, owner, null, owner.Mode == SourceMode.Kept ? SourceFault.NothingKept(owner) : LiveFaults.NoWeb(owner))
            : Answer(iri, owner, null, SourceFault.NotFound(iri, owner)) with { CopyFrom = owner.CopyFrom };
    }

    // Records name terms by http where the source says https, and the other way round.
    private static IEnumerable<string> Forms(string iri)
    {
        yield return iri;
        if (iri.StartsWith("http://", StringComparison.Ordinal))
            yield return "https://" + iri["http://".Length..];
        else if (iri.StartsWith("https://", StringComparison.Ordinal))
            yield return "http://" + iri["https://".Length..];
    }

    private bool IsTooOld(CatalogEntry entry) => entry.Mode == SourceMode.Both && live is not null && entry.CopyFrom is { } from && time.GetUtcNow() - from > options.MaxCopyAge;

    private async Task AskAsync(Dictionary<string, List<CatalogEntry>> wanted, Dictionary<string, LookupAnswer> answers, CancellationToken cancellation)
    {
        if (live is null)
            return;

        // Sources that share a prefix mostly share endpoint and query too: one question serves them all.
        var questions = wanted
            .SelectMany(pair => pair.Value.DistinctBy(QuestionOf).Select(entry => (Iri: pair.Key, Entry: entry)))
            .GroupBy(pair => QuestionOf(pair.Entry))
            .SelectMany(group => group.Chunk(live.Options.LookupBatch).Select(batch => (batch[0].Entry, Iris: batch.Select(pair => pair.Iri).ToList())));
        var lookups = await Task.WhenAll(questions.Select(one => AskAsync(one.Entry, one.Iris, cancellation))).ConfigureAwait(false);
        foreach (var (iri, candidates) in wanted)
        {
            var found = lookups.Select(lookup => lookup.GetValueOrDefault(iri)).OfType<LiveLookup>().ToList();
            var best = found.Find(one => one.Term is not null && one.Fault is null) ?? found.Find(one => one.Term is not null);
            if (best is null)
                answers[iri] = Failed(answers[iri], candidates[0], found.Select(one => one.Fault).FirstOrDefault());
            else if (answers[iri].Term is null || best.Origin == AnswerOrigin.Live)
                answers[iri] = Answer(iri, Owner(best.Term!, candidates), best.Term, best.Fault) with { Origin = best.Origin, CopyFrom = best.From };
        }
    }

    // Whatever goes wrong with one source stays with that source.
    private async Task<Dictionary<string, LiveLookup>> AskAsync(CatalogEntry entry, List<string> iris, CancellationToken cancellation)
    {
        try
        {
            return await AskTwiceAsync(entry, iris, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return iris.ToDictionary(iri => iri, _ => new LiveLookup(null, LiveFaults.BadAnswer(entry, e.Message, e.Message), AnswerOrigin.Live, null), StringComparer.Ordinal);
        }
    }

    private async Task<Dictionary<string, LiveLookup>> AskTwiceAsync(CatalogEntry entry, List<string> iris, CancellationToken cancellation)
    {
        var found = await live!.LookupAsync(entry, iris, question.Languages, timeout, cancellation).ConfigureAwait(false);
        var missing = iris.Where(iri => !found.ContainsKey(iri)).ToList();

        // A ceiling on rows in the query may have cut terms off; alone they fit. One round, within the time.
        var left = timeout - time.GetElapsedTime(_started);
        if (missing.Count == 0 || found.Count == 0 || iris.Count == 1 || left <= TimeSpan.Zero)
            return found;
        var again = await live.LookupAsync(entry, missing, question.Languages, left, cancellation).ConfigureAwait(false);
        foreach (var (iri, lookup) in again.Where(pair => pair.Value.Term is not null))
            found[iri] = lookup;
        return found;
    }

    private LookupAnswer Failed(LookupAnswer before, CatalogEntry owner, SourceFault? fault)
    {
        var took = time.GetElapsedTime(_started);
        if (before.Term is not null)
            return before with { Fault = fault is null ? null : LiveFaults.StoodInFor(fault, before.CopyFrom!.Value, kept: true), Took = took };
        return before with { Source = before.Source ?? owner, Fault = fault ?? SourceFault.NotFound(before.Iri, before.Source ?? owner), Origin = AnswerOrigin.Live, CopyFrom = null, Took = took };
    }

    // The concept scheme says to which of several sources with one prefix a term belongs.
    private CatalogEntry Owner(Term term, List<CatalogEntry> candidates)
    {
        foreach (var scheme in term.Schemes)
        {
            if (snapshot.Catalog.Find(scheme) is { } named)
                return named;
        }

        return candidates[0];
    }

    private LookupAnswer Answer(string iri, CatalogEntry? entry, Term? term, SourceFault? fault) => new(iri, entry, term, fault, time.GetElapsedTime(_started), AnswerOrigin.Kept, null);

    private static (string Endpoint, string Query) QuestionOf(CatalogEntry entry) => (entry.Distributions[0].Endpoint, entry.Distributions[0].LookupQuery);

    private static string Shown(string iri) => iri.Length <= 120 ? iri : iri[..120] + "…";
}
