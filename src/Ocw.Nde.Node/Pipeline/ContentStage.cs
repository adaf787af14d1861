using System.Threading.Channels;
using Ocw.Nde.Mapping;
using Ocw.Nde.Node.Operations.Purging;
using Ocw.Nde.Node.Pipeline.Quality;
using Ocw.Nde.Node.Pipeline.Records;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>
/// Steps 2, 3 and 6 for the records of one channel: each is lifted and mapped, divided into open and closed, and written to the staged graphs.
/// Mapping runs on all cores; what waits between cutting and mapping is a few batches, whatever the size of the source.
/// </summary>
internal sealed class ContentStage(MappingProfile profile, Admission admission, IQuadSink open, IQuadSink closed, Quarantine quarantine, RunCounts counts)
{
    private const int BatchSize = 128;
    private const int WaitingBatches = 8;

    private readonly TripleSpans _open = new(open);
    private readonly TripleSpans _closed = new(closed);
    private readonly Lock _writing = new();

    /// <summary>Records whose subject is to be left out: those that validation refused.</summary>
    public IReadOnlySet<Iri> LeftOut { get; init; } = new HashSet<Iri>();

    /// <summary>Objects or concepts.</summary>
    public SourceKind Kind { get; init; }

    /// <summary>What was purged and may not come back.</summary>
    public IPurgedNames? Blocked { get; init; }

    /// <summary>What mapping made of records before, if anything is known of that.</summary>
    public RecordCache? Cache { get; init; }

    /// <summary>Receives what the source says of records that are open as a whole, if that is kept.</summary>
    public TripleSpans? Source { get; init; }

    /// <summary>Receives what the source says of all other records.</summary>
    public TripleSpans? ClosedSource { get; init; }

    /// <summary>Told what each record holds, if anyone wants to know.</summary>
    public RunFindings? Findings { get; init; }

    /// <summary>Maps and writes all records.</summary>
    /// <param name="records">The records, in batches of the reader's choice.</param>
    /// <param name="progress">Told how many records are done.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task RunAsync(IEnumerable<SourceRecord> records, Action<long> progress, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var waiting = Channel.CreateBounded<List<SourceRecord>>(new BoundedChannelOptions(WaitingBatches) { SingleWriter = true });
        var workers = Enumerable.Range(0, Math.Max(1, Environment.ProcessorCount)).Select(_ => Task.Run(() => WorkAsync(waiting.Reader, stop), CancellationToken.None)).ToArray();
        try
        {
            var done = 0L;
            var batch = new List<SourceRecord>(BatchSize);
            foreach (var record in records)
            {
                batch.Add(record);
                if (batch.Count < BatchSize)
                    continue;
                await waiting.Writer.WriteAsync(batch, stop.Token);
                progress(done += batch.Count);
                batch = new List<SourceRecord>(BatchSize);
            }

            await waiting.Writer.WriteAsync(batch, stop.Token);
            progress(done + batch.Count);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // A worker failed and stopped the reading: its own error is thrown below.
        }
        finally
        {
            waiting.Writer.TryComplete();
            await Task.WhenAll(workers);
        }
    }

    private async Task WorkAsync(ChannelReader<List<SourceRecord>> waiting, CancellationTokenSource stop)
    {
        try
        {
            using var mapping = new CachedMapping(profile, Cache, Blocked, counts);
            await foreach (var batch in waiting.ReadAllAsync(stop.Token))
            {
                foreach (var record in batch)
                    Store(record, mapping.Map(record));
            }
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }

    private void Store(SourceRecord record, MappingResult mapped)
    {
        if (mapped.IsRejected || mapped.Subject is null)
        {
            var error = mapped.Diagnostics.FirstOrDefault(d => d.IsError);
            SetAside(record, mapped, new(record.Identifier, record.Origin, error?.Code ?? "not-mapped", error?.Message ?? "The mapping gave no object."));
            return;
        }

        if (Blocked?.Covers(mapped.Subject.Value) == true)
        {
            // Nothing of it may stand anywhere, not even in the quarantine.
            counts.AddFields(mapped.UnusedFields, mapped.DeniedFields);
            counts.AddWithheld();
            return;
        }

        if (LeftOut.Contains(mapped.Subject))
        {
            SetAside(record, mapped, new(record.Identifier, record.Origin, "not-valid", "The record does not conform to the shared profile, and the source says onInvalid: skip. The validation report says what is wrong."));
            return;
        }

        var admitted = admission.Admit(mapped);
        var note = RecordNote.Of(Kind, mapped, admitted);
        Findings?.Add(note, admitted.Open);
        Cache?.PutNote(mapped.Record, note);
        lock (_writing)
        {
            _open.Write(admitted.Open);
            _closed.Write(admitted.Closed);
            (admitted.IsOpenWhole ? Source : ClosedSource)?.Write(mapped.Source);
        }

        counts.Add(note);
    }

    private void SetAside(SourceRecord record, MappingResult mapped, QuarantinedRecord fault)
    {
        var note = RecordNote.Of(mapped, fault with { Record = record.Identifier });
        Findings?.Add(note, null);
        Cache?.PutNote(record.Identifier, note);
        counts.Add(note);
        quarantine.Add(fault);
    }
}
