using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Store.Snapshots;

namespace Ocw.Nde.Node.Operations.Alignments;

/// <summary>Writes the alignments of a dataset, however large: as SSSOM/TSV, or as CSV by the institution's own record numbers. Rows are read as they are written.</summary>
/// <param name="host">The node.</param>
/// <param name="snapshot">What the reader may see.</param>
/// <param name="sources">The sources of the dataset.</param>
/// <param name="withProposals">Whether what waits for a person is written too.</param>
internal sealed class AlignmentExport(NodeHost host, Snapshot snapshot, IReadOnlyList<SourceSettings> sources, bool withProposals)
{
    private readonly AlignmentReader _reader = new(snapshot);

    /// <summary>The address at which the node serves a form of the alignments of a dataset.</summary>
    public static string AddressOf(NodeIris iris, string dataset, string extension) => $"{iris.Base}datasets/{dataset}/alignments.{extension}";

    /// <summary>The graphs that are written.</summary>
    public IEnumerable<string> Graphs => ChannelGraphs.Select(pair => pair.Graph);

    private IEnumerable<(SourceSettings Source, string Graph)> ChannelGraphs =>
        from source in sources
        from kind in withProposals ? new[] { GraphKind.Evidence, GraphKind.Proposals } : [GraphKind.Evidence]
        select (source, host.Iris.Graph(source.Dataset, source.Channel, kind));

    /// <summary>Writes SSSOM/TSV.</summary>
    public async Task WriteSssomAsync(TextWriter writer, Language language, CancellationToken cancellation)
    {
        var first = sources[0];
        var prefixes = new SssomPrefixes(host.Iris.Base, host.Terms.Sources.Select(s => (s.Source.Id, s.Source.IriPrefix ?? "")));
        // The prefixes stand before the rows, so the IRIs are looked through first. Mappings are named after their values.
        foreach (var property in (ReadOnlySpan<string>)[AlignmentVocabulary.Target, AlignmentVocabulary.Source, AlignmentVocabulary.ObjectSource])
        {
            foreach (var iri in Graphs.SelectMany(graph => _reader.ValuesOf(graph, property, cancellation)))
                prefixes.Add(iri);
        }

        var state = host.StateOf(first);
        var header = new SssomHeader(
            AddressOf(host.Iris, first.Dataset, "sssom.tsv"),
            state?.Version ?? "",
            first.Title.In(language),
            first.License,
            host.Iris.Dataset(first.Dataset),
            first.Institution.Iri ?? host.Iris.Institution(first.Institution.Id),
            DateOnly.FromDateTime((state?.PublishedAt ?? DateTimeOffset.UnixEpoch).UtcDateTime));
        var graphs = Graphs.ToList();
        await new SssomTsv(header, prefixes, property => graphs.Exists(graph => _reader.HasAny(graph, property)))
            .WriteAsync(writer, graphs.SelectMany(graph => _reader.Read(graph, cancellation)), cancellation);
    }

    /// <summary>Writes CSV.</summary>
    public async Task WriteCsvAsync(TextWriter writer, CancellationToken cancellation)
    {
        var rows = ChannelGraphs.SelectMany(pair =>
        {
            var numbers = new RecordNumbers(snapshot, host.Iris.Graph(pair.Source.Dataset, pair.Source.Channel, GraphKind.Content));
            return _reader.Read(pair.Graph, cancellation).SelectMany(row => numbers.Of(row.Node, row.Fields).Select(record => (record, row)));
        });
        await AlignmentCsv.WriteAsync(writer, rows, cancellation);
    }
}
