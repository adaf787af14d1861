namespace Ocw.Nde.Harvest;

/// <summary>Cuts archived payloads into records: without the network, again and again with the same result.</summary>
/// <remarks>
/// The payloads are read twice: first for identifiers only, to know which copies of a record lose; then for the records.
/// Memory is bounded by the largest record, whatever the number of records. One instance cuts one time; it is not thread-safe.
/// </remarks>
/// <param name="archive">Where the payloads lie.</param>
/// <param name="source">The settings of the source.</param>
/// <param name="options">The ceilings; <see langword="null"/> for the defaults.</param>
public sealed class RecordCutter(PayloadArchive archive, HarvestSource source, CutOptions? options = null)
{
    private readonly CutOptions _options = options ?? CutOptions.Default;
    private readonly DuplicateRule _rule = source.Duplicates ?? source.DefaultDuplicates;
    private CutTally _tally = new();

    /// <summary>What was cut until now; complete when the enumeration has ended.</summary>
    public CutSummary Summary => _tally.ToSummary();

    /// <summary>The largest buffer that was held, in bytes; for tests of bounded memory.</summary>
    internal int HighWaterMark { get; private set; }

    /// <summary>Cuts one run.</summary>
    /// <inheritdoc cref="Cut(IReadOnlyList{HarvestRun}, IProgress{HarvestProgress}?, CancellationToken)"/>
    public IEnumerable<CutItem> Cut(HarvestRun run, IProgress<HarvestProgress>? progress = null, CancellationToken cancellation = default) =>
        Cut([run], progress, cancellation);

    /// <summary>What the records of some runs are written in, by the first of them; <see langword="null"/> when there is none, or it is a row of a table.</summary>
    /// <exception cref="FileNotFoundException">A payload is missing in the archive.</exception>
    public RecordFormat? Format(IReadOnlyList<HarvestRun> runs)
    {
        foreach (var payload in runs.SelectMany(run => run.Payloads).Where(payload => payload.Kind != PayloadKind.Evidence))
        {
            foreach (var item in new PayloadCutter(archive, payload, source, _options, CutDepth.Records).Cut())
            {
                if (item is CutItem.Record { Value: { IsDeleted: false } record })
                    return RecordFormat.Of(record.Content.Span, record.MediaType);
                if (item is CutItem.Document { Value: var document })
                    return document.Format();
            }
        }

        return null;
    }

    /// <summary>Cuts several runs as one, oldest first: a full run and the increments after it, whose copies win.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="progress">Told the records cut, and the payload bytes of how many.</param>
    /// <param name="cancellation">Ends the enumeration with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="InvalidDataException">An archived payload is damaged, or the settings do not fit any record.</exception>
    /// <exception cref="FileNotFoundException">A payload is missing in the archive.</exception>
    public IEnumerable<CutItem> Cut(IReadOnlyList<HarvestRun> runs, IProgress<HarvestProgress>? progress = null, CancellationToken cancellation = default)
    {
        var payloads = runs.SelectMany(run => run.Payloads).Where(payload => payload.Kind != PayloadKind.Evidence).ToList();
        Verify(payloads.Concat(payloads.SelectMany(payload => payload.Companions)).Select(payload => payload.Hash).Distinct(StringComparer.Ordinal), cancellation);
        return CutVerified(payloads, progress, cancellation);
    }

    private void Verify(IEnumerable<string> hashes, CancellationToken cancellation)
    {
        try
        {
            Parallel.ForEach(hashes, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, archive.Verify);
        }
        catch (AggregateException several)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }

    private IEnumerable<CutItem> CutVerified(List<ArchivedPayload> payloads, IProgress<HarvestProgress>? progress, CancellationToken cancellation)
    {
        _tally = new CutTally();
        using var duplicates = FindDuplicates(payloads, cancellation);
        using var losers = (duplicates?.Losers() ?? []).GetEnumerator();
        var none = new LosingCopy(long.MaxValue, WasDeleted: false);
        var nextLoser = losers.MoveNext() ? losers.Current : none;
        var number = 0L;
        foreach (var item in CutAll(payloads, CutDepth.Records, progress, cancellation))
        {
            if (item is not CutItem.Record { Value: var record } || number++ < nextLoser.Number)
            {
                _tally.Count(item);
                yield return item;
                continue;
            }

            var wasDeleted = nextLoser.WasDeleted;
            nextLoser = losers.MoveNext() ? losers.Current : none;
            _tally.CountDuplicate();
            yield return Duplicate(record, wasDeleted);
        }
    }

    // A page of RDF must be read whole for its keys, and versions of one thing are the rule there: it is not looked at twice.
    // Most other runs have no duplicates, and a quick look shows it; else the keys are read again exactly as the records will be.
    private DuplicateIndex? FindDuplicates(List<ArchivedPayload> payloads, CancellationToken cancellation)
    {
        if (payloads.TrueForAll(payload => payload.Kind is PayloadKind.LdesPage or PayloadKind.SparqlPage or PayloadKind.SruPage or PayloadKind.IiifManifest or PayloadKind.IiifChanges or PayloadKind.SitePage or PayloadKind.Deletions))
            return ReadKeys(payloads, CutDepth.Keys, cancellation);
        if (_options.IsDistinct)
            return null;
        using (var quick = ReadKeys(payloads, CutDepth.QuickKeys, cancellation))
        {
            if (!quick.Losers().Any())
                return null;
        }

        return ReadKeys(payloads, CutDepth.Keys, cancellation);
    }

    private DuplicateIndex ReadKeys(List<ArchivedPayload> payloads, CutDepth depth, CancellationToken cancellation)
    {
        var keys = new DuplicateIndex(_rule, _options.KeysInMemory, _options.TemporaryDirectory);
        foreach (var item in CutAll(payloads, depth, null, cancellation))
        {
            if (item is CutItem.Record { Value: { Group: { } group } part })
                keys.AddPart(group, part.Datestamp, part.GroupSize);
            else if (item is CutItem.Record { Value: var record })
                keys.Add(record.Identifier, record.Datestamp, record.IsDeleted);
        }

        return keys;
    }

    private CutItem.Notice Duplicate(HarvestedRecord record, bool wasDeleted) => new(wasDeleted
        ? new HarvestNotice("identifier-reused", "The source said that this record is deleted, and gives a live record with the same identifier; the live one is used. See whether it is the same object.", record.Origin, record.Identifier)
        : new HarvestNotice(
        "duplicate-identifier",
        $"This copy of the record is not used: another copy with the same identifier is, by the rule '{_rule.ToString().ToLowerInvariant()}'.",
        record.Origin,
        record.Identifier));

    private IEnumerable<CutItem> CutAll(List<ArchivedPayload> payloads, CutDepth depth, IProgress<HarvestProgress>? progress, CancellationToken cancellation)
    {
        var meter = new CutMeter(progress, payloads.Sum(payload => payload.Length));
        var elsewhere = LdesSplits.ReadElsewhere(payloads);
        using var ahead = new PagesAhead(payloads, Cutter);
        for (var index = 0; index < payloads.Count; index++)
        {
            var payload = payloads[index];
            var page = ahead.Take(index);
            var cutter = page is null ? Cutter(payload) : null;
            foreach (var item in page?.Items ?? cutter!.Cut())
            {
                cancellation.ThrowIfCancellationRequested();
                meter.Count(item);
                yield return item;
            }

            HighWaterMark = Math.Max(HighWaterMark, page?.HighWaterMark ?? cutter!.HighWaterMark);
            meter.EndPayload(payload.Length);
        }

        PayloadCutter Cutter(ArchivedPayload payload) => new(archive, payload, source, _options, depth, elsewhere?.GetValueOrDefault(payload));
    }
}
