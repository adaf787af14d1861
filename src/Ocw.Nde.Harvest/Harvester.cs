using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>Fetches what a source has into the archive. What comes after is <see cref="RecordCutter"/>, which needs no network.</summary>
/// <param name="web">The way out.</param>
/// <param name="archive">Where payloads go. One harvest of a source at a time.</param>
/// <param name="time">The clock. Default the system's.</param>
public sealed class Harvester(GuardedHttpClient web, PayloadArchive archive, TimeProvider? time = null)
{
    // Enough to see what a file holds.
    private const long PreviewBytes = 64L << 20;

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Harvests a source: everything, or what changed since the cursor; goes on with a run that was killed or broken off.</summary>
    /// <param name="source">The settings of the source.</param>
    /// <param name="cursor">Where the last run that was stored ended; <see langword="null"/> for a full harvest.</param>
    /// <param name="options">The ceilings; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Stops it; the next call goes on where it stopped.</param>
    /// <returns>The run. Trouble with the source is in its outcome and reasons, never an exception.</returns>
    /// <exception cref="ArchiveWriteException">The archive cannot be written (disk full, no rights); what was confirmed before is safe.</exception>
    public async Task<HarvestRun> FetchAsync(HarvestSource source, HarvestCursor? cursor, HarvestOptions? options = null, IProgress<HarvestProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new HarvestOptions();
        if (cursor is not null && cursor.Fingerprint != source.Fingerprint)
            cursor = null;
        return await RunAsync(source, cursor, archive, options, progress, cancellation);
    }

    /// <summary>Looks at what a harvest would bring: the first answer of the source, in the form of every protocol. The archive is not written.</summary>
    /// <param name="source">The settings of the source.</param>
    /// <param name="cursor">Where the last run that was stored ended; <see langword="null"/> for a full harvest.</param>
    /// <param name="options">The ceilings; <see langword="null"/> for the defaults.</param>
    /// <param name="look">Told the records that the first answer holds, cut as a run would cut them; at most <paramref name="most"/>.</param>
    /// <param name="most">How many records are looked at. Default 100.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<HarvestPreview> PreviewAsync(HarvestSource source, HarvestCursor? cursor, HarvestOptions? options = null, Action<CutItem>? look = null, int most = 100, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        options = (options ?? new HarvestOptions()) with { MaxPages = 1, MaxFiles = 1, MaxPayloadBytes = PreviewBytes };
        if (cursor is not null && cursor.Fingerprint != source.Fingerprint)
            cursor = null;
        var folder = Directory.CreateTempSubdirectory("ocwnde-preview-").FullName;
        try
        {
            var aside = new PayloadArchive(folder);
            var announced = (long?)null;
            var run = await RunAsync(source, cursor, aside, options, new ImmediateProgress(seen => announced = seen.ExpectedRecords ?? announced), cancellation);
            var items = run.Payloads.Count == 0 ? [] : new RecordCutter(aside, source, new CutOptions { JsonLd = options.JsonLd }).Cut(run, null, cancellation).Take(most).ToList();
            items.ForEach(item => look?.Invoke(item));
            var preview = new HarvestPreview
            {
                SourceId = source.Id,
                Protocol = source.Protocol,
                Scope = run.Scope,
                Since = run.Scope == HarvestScope.Increment ? cursor?.Since : null,
                Announced = announced,
                IsPartial = run.Reasons.Any(reason => IsCeiling(reason.Code)),
                Reasons = [.. run.Reasons.Where(reason => !IsCeiling(reason.Code))],
                Notices = run.Notices,
                Requests = run.Counters.Requests,
                Repository = run.Repository,
                Format = items.Select(FormatOf).FirstOrDefault(format => format is not null),
            };
            if (source is not OaiPmhSource repository || preview.Repository is null)
                return preview;
            var client = new OaiClient(web, repository, options);
            var offer = new OaiOffer(client, new OaiRequest(repository), options);
            return preview with { MetadataFormats = await offer.FormatsAsync(cancellation), Sets = await offer.SetsAsync(cancellation), Requests = preview.Requests + client.Requests };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // A preview stops at its own ceilings: that is no trouble of the source.
    private static bool IsCeiling(string code) => code is "too-many-pages" or "too-many-files" or "too-large";

    private static RecordFormat? FormatOf(CutItem item)
    {
        switch (item)
        {
            case CutItem.Record { Value: { IsDeleted: false } record }:
                return RecordFormat.Of(record.Content.Span, record.MediaType);
            case CutItem.Document { Value: var document }:
                return document.Format();
            default:
                return null;
        }
    }

    private Task<HarvestRun> RunAsync(HarvestSource source, HarvestCursor? cursor, PayloadArchive target, HarvestOptions options, IProgress<HarvestProgress>? progress, CancellationToken cancellation) =>
        source switch
        {
            FileSource files => new FileHarvest(web, target, _time, files, options, progress).RunAsync(cursor, cancellation),
            OaiPmhSource repository => new OaiHarvest(web, target, _time, repository, options, progress).RunAsync(cursor, cancellation),
            LdesSource stream => new LdesHarvest(web, target, _time, stream, options, progress).RunAsync(cursor, cancellation),
            SparqlSource endpoint => new SparqlHarvest(web, target, _time, endpoint, options, progress).RunAsync(cursor, cancellation),
            IiifSource manifests => new IiifHarvest(web, target, _time, manifests, options, progress).RunAsync(cursor, cancellation),
            SruSource catalogue => new SruHarvest(web, target, _time, catalogue, options, progress).RunAsync(cursor, cancellation),
            AdlibSource database => new AdlibHarvest(web, target, _time, database, options, progress).RunAsync(cursor, cancellation),
            SitemapSource site => new SiteHarvest(web, target, _time, site, options, progress).RunAsync(cursor, cancellation),
            DatasetSource dataset => new DatasetHarvest(web, target, _time, dataset, options, (inner, known) => RunAsync(inner, known, target, options, progress, cancellation)).RunAsync(cursor, cancellation),
            _ => throw new NotSupportedException($"A source of the kind {source.GetType().Name} cannot be harvested."),
        };

    private sealed class ImmediateProgress(Action<HarvestProgress> report) : IProgress<HarvestProgress>
    {
        public void Report(HarvestProgress value) => report(value);
    }
}
