using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>Fetches what a source has into the archive. What comes after is <see cref="RecordCutter"/>, which needs no network.</summary>
/// <param name="web">The way out.</param>
/// <param name="archive">Where payloads go. One harvest of a source at a time.</param>
/// <param name="time">The clock. Default the system's.</param>
public sealed class Harvester(GuardedHttpClient web, PayloadArchive archive, TimeProvider? time = null)
{
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
        return source switch
        {
            FileSource files => await new FileHarvest(web, archive, _time, files, options, progress).RunAsync(cursor, cancellation),
            OaiPmhSource repository => await new OaiHarvest(web, archive, _time, repository, options, progress).RunAsync(cursor, cancellation),
            LdesSource stream => await new LdesHarvest(web, archive, _time, stream, options, progress).RunAsync(cursor, cancellation),
            SparqlSource endpoint => await new SparqlHarvest(web, archive, _time, endpoint, options, progress).RunAsync(cursor, cancellation),
            _ => throw new NotSupportedException($"A source of the kind {source.GetType().Name} cannot be harvested."),
        };
    }
}
