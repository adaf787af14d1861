using System.Runtime.CompilerServices;
using Ocw.Nde.Harvest;
using Ocw.Nde.Harvest.Cutting;
using Ocw.Nde.Mapping;
using Ocw.Nde.Mapping.Splitting;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>
/// Reads the records of a channel from the archive: those that harvest cuts, and those of RDF dumps, which are loaded into a staging place first
/// and split by subject. Whatever cannot be read is handed on as a fault, and reading goes on.
/// </summary>
internal sealed class ChannelRecords(NodeHost host, SourceSettings source, IReadOnlyList<HarvestRun> runs)
{
    /// <summary>The code with which cutting reports copies of a record that lost.</summary>
    public const string DuplicateCode = "duplicate-identifier";

    /// <summary>The records for mapping.</summary>
    /// <param name="profile">The profile, which knows what a record of a dump is.</param>
    /// <param name="fault">Told what was set aside.</param>
    /// <param name="deleted">Told of each deleted record.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async IAsyncEnumerable<SourceRecord> ReadAsync(MappingProfile profile, Action<HarvestFault> fault, Action deleted, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var dump = new DumpStaging(host.TemporaryDirectory);
        await foreach (var item in Items(cancellation))
        {
            switch (item)
            {
                case CutItem.Record { Value.IsDeleted: true }:
                    deleted();
                    break;
                case CutItem.Record { Value: var record }:
                    yield return new SourceRecord(record.Identifier, record.Content, record.MediaType, record.Origin, record.Datestamp);
                    break;
                case CutItem.Document { Value: var document }:
                    Load(document, dump, fault, cancellation);
                    break;
                case CutItem.Fault { Value: var value }:
                    fault(value);
                    break;
            }
        }

        if (dump.IsEmpty)
            yield break;
        foreach (var record in new RdfRecordSplitter(dump.Complete(), profile).Split(cancellation))
            yield return record;
    }

    /// <summary>Copies RDF as it is, without mapping: terms that are SKOS already.</summary>
    public async Task CopyDocumentsAsync(IQuadSink sink, Action<HarvestFault> fault, Action<long> progress, CancellationToken cancellation)
    {
        var counting = new CountingSink(sink, progress);
        await foreach (var item in Items(cancellation))
        {
            switch (item)
            {
                case CutItem.Document { Value: var document }:
                    Load(document, counting, fault, cancellation);
                    break;
                case CutItem.Fault { Value: var value }:
                    fault(value);
                    break;
                case CutItem.Record { Value: var record }:
                    fault(new HarvestFault(record.Identifier, record.Origin, "The source has no mapping, so it must give RDF; this record is none. Add a mapping, or set harvest.format: rdf.", "not-rdf"));
                    break;
            }
        }
    }

    private IAsyncEnumerable<CutItem> Items(CancellationToken cancellation) =>
        new RecordStream(new RecordCutter(host.Archive), source.Harvest).ReadAsync(runs, cancellation);

    // Each document's blank nodes keep apart: the prefix is made from its place.
    private static void Load(HarvestedDocument document, IQuadSink sink, Action<HarvestFault> fault, CancellationToken cancellation)
    {
        if (RdfFormats.FromMediaType(document.MediaType) is not { } format)
        {
            fault(new HarvestFault(null, document.Origin, $"{document.MediaType} is not an RDF syntax that the node reads. N-Triples, N-Quads, Turtle, TriG and RDF/XML are.", "rdf-syntax-unknown"));
            return;
        }

        var options = new RdfReaderOptions
        {
            BaseIri = document.BaseIri,
            SourceName = document.Origin,
            Lenient = true,
            BlankNodePrefix = "d" + Fingerprint.Short(document.Origin),
            OnBadLine = bad => fault(new HarvestFault(null, document.Origin, bad.Message, "rdf-line")),
        };
        try
        {
            using var stream = document.Open();
            RdfFormats.Parse(stream, format, sink, options, cancellation);
        }
        catch (Exception e) when (e is RdfSyntaxException or InvalidDataException)
        {
            fault(new HarvestFault(null, document.Origin, e.Message, "rdf-syntax"));
        }
    }
}
