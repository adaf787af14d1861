using System.Web;
using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>Harvests a dataset by its description: reads it, picks the distribution that serves best, and the next one where that fails.</summary>
// harvest: harvests a source of another kind, with the cursor of that kind.
internal sealed class DatasetHarvest(GuardedHttpClient web, PayloadArchive archive, TimeProvider time, DatasetSource source, HarvestOptions options, Func<HarvestSource, HarvestCursor?, Task<HarvestRun>> harvest)
{
    private readonly PageClient _client = new(web, options, source.Headers, source.Delay);
    private readonly List<HarvestNotice> _notices = [];

    public async Task<HarvestRun> RunAsync(HarvestCursor? cursor, CancellationToken cancellation)
    {
        var document = new DescriptionDocument(_client, options.JsonLd);
        DescribedDataset? dataset = null;
        HarvestNotice? problem;
        try
        {
            (dataset, problem) = await new DatasetFinder(document, source).FindAsync(cancellation);
        }
        catch (WebRequestException failed)
        {
            problem = new HarvestNotice("not-reachable", failed.Message, failed.Address.ToString());
        }

        var evidence = document.Answers.Select(answer => answer.AsPayload(archive.Write(answer.Bytes.Span), PayloadKind.Evidence, time.GetUtcNow())).ToList();
        var candidates = dataset is null ? [] : DistributionChoice.Order(dataset, source, cursor?.Distribution);
        if (dataset is not null && candidates.Count == 0)
            problem = new HarvestNotice("dataset-without-distribution", $"«{dataset.Name}» has no distribution that can be harvested ({Offered(dataset)}).{(source.Distribution is null ? " Ask the institution for a dump in RDF, or name another protocol in the settings of the source." : " Correct distribution in the settings of the source.")}", source.Address.ToString());
        return problem is not null ? Failed(problem, evidence, cursor) : await TryAllAsync(dataset!, candidates, evidence, cursor, cancellation);
    }

    private static string Offered(DescribedDataset dataset) =>
        dataset.Distributions.Count == 0 ? "it names none" : string.Join(", ", dataset.Distributions.Select(d => $"{d.Address}{(d.MediaTypes.Count > 0 ? $" {d.MediaTypes[0]}" : "")}"));

    private async Task<HarvestRun> TryAllAsync(DescribedDataset dataset, IReadOnlyList<DistributionCandidate> candidates, List<ArchivedPayload> evidence, HarvestCursor? cursor, CancellationToken cancellation)
    {
        HarvestRun? last = null;
        foreach (var candidate in candidates)
        {
            cancellation.ThrowIfCancellationRequested();
            HarvestSource? inner;
            try
            {
                inner = await SourceOfAsync(candidate, cancellation);
            }
            catch (WebRequestException failed)
            {
                _notices.Add(new HarvestNotice("dataset-distribution-failed", $"The distribution {candidate.Address} cannot be harvested: {failed.Message}", candidate.Address));
                continue;
            }

            var known = cursor?.Inner is { } before && before.Fingerprint == inner.Fingerprint ? before : null;
            last = await harvest(inner, known);
            if (last.Outcome != HarvestOutcome.Failed)
            {
                _notices.Insert(0, new HarvestNotice("dataset-choice", DistributionChoice.Explain(dataset, candidate, candidates, source), candidate.Address));
                return Told(last, candidate, inner, evidence, cursor);
            }

            if (candidates.Count > 1)
                _notices.Add(new HarvestNotice("dataset-distribution-failed", $"The distribution {candidate.Address} failed: {string.Join("; ", last.Reasons.Select(reason => reason.Message))}", candidate.Address));
        }

        return last is null
            ? Failed(new HarvestNotice("dataset-without-distribution", $"No distribution of «{dataset.Name}» can be reached: {string.Join("; ", _notices.Select(notice => notice.Message))}", source.Address.ToString()), evidence, cursor)
            : archive.WriteRun(last with { NextCursor = cursor, Notices = [.. _notices, .. last.Notices], Payloads = [.. evidence, .. last.Payloads], Counters = Counted(last.Counters) });
    }

    private HarvestRun Told(HarvestRun run, DistributionCandidate candidate, HarvestSource inner, List<ArchivedPayload> evidence, HarvestCursor? cursor)
    {
        var isDone = run.Outcome is HarvestOutcome.Complete or HarvestOutcome.Unchanged;
        var next = isDone ? new HarvestCursor { Fingerprint = source.Fingerprint, RunId = run.RunId, Distribution = candidate.Address, Inner = run.NextCursor } : cursor;

        // Records of another distribution are not changes of those that are there: they are all records there are.
        var isOther = cursor?.Inner is { } before && before.Fingerprint != inner.Fingerprint;
        if (isOther && cursor!.Distribution is { } earlier)
            _notices.Add(new HarvestNotice("dataset-other-distribution", $"The harvest before this one used {earlier}; this one uses {candidate.Address}.", candidate.Address));
        return archive.WriteRun(run with { NextCursor = next, Notices = [.. _notices, .. run.Notices], Payloads = [.. evidence, .. run.Payloads], Counters = Counted(run.Counters) });
    }

    private HarvestCounters Counted(HarvestCounters counters) => counters with { Requests = counters.Requests + _client.Requests };

    private HarvestRun Failed(HarvestNotice problem, List<ArchivedPayload> evidence, HarvestCursor? cursor)
    {
        using var session = RunSession.Open(archive, source, since: null, options, time);
        foreach (var notice in _notices)
            session.Notice(notice.Code, notice.Message, notice.Origin);
        session.CannotBeComplete(problem);
        session.Counters = session.Counters with { Requests = _client.Requests };
        return session.Finish(HarvestOutcome.Failed, HarvestScope.Full, cursor, isResumable: false, payloads: evidence);
    }

    private async Task<HarvestSource> SourceOfAsync(DistributionCandidate candidate, CancellationToken cancellation)
    {
        var address = new Uri(candidate.Address);
        return candidate.Kind switch
        {
            DistributionKind.EventStream => new LdesSource(source.Id, address) { Delay = source.Delay, Headers = source.Headers, Duplicates = source.Duplicates },
            DistributionKind.OaiPmh => await RepositoryAsync(address, cancellation),
            DistributionKind.Sparql => new SparqlSource(source.Id, address) { Classes = source.Classes, Delay = source.Delay, Headers = source.Headers, Duplicates = source.Duplicates },
            DistributionKind.Iiif => new IiifSource(source.Id, address) { Delay = source.Delay, Headers = source.Headers, Duplicates = source.Duplicates },
            _ => new FileSource(source.Id, [.. candidate.Distributions.Select(distribution => distribution.Address)])
            {
                Format = candidate.Kind == DistributionKind.RdfDump && DistributionKinds.Ending(candidate.Address) is not (".zip" or "") ? SourceFormat.Rdf : SourceFormat.Auto,
                Headers = source.Headers,
                Duplicates = source.Duplicates,
            },
        };
    }

    // https://oai.museum.nl/oai?verb=ListRecords&metadataPrefix=edm&set=schilderijen says it all; a base URL is asked for its formats.
    private async Task<OaiPmhSource> RepositoryAsync(Uri address, CancellationToken cancellation)
    {
        var query = HttpUtility.ParseQueryString(address.Query);
        var (prefix, set) = (source.MetadataPrefix ?? query["metadataPrefix"], query["set"]);
        foreach (var argument in (string[])["verb", "metadataPrefix", "set", "from", "until", "resumptionToken", "identifier"])
            query.Remove(argument);
        var baseUrl = new UriBuilder(address) { Query = query.ToString(), Fragment = "" }.Uri;
        prefix ??= await MetadataFormats.BestAsync(_client, baseUrl, cancellation) ?? "oai_dc";
        return new OaiPmhSource(source.Id, baseUrl, prefix) { Sets = set is null ? [] : [set], Delay = source.Delay, Headers = source.Headers, Duplicates = source.Duplicates };
    }
}
