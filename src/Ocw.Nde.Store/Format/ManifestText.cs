using System.Collections.Immutable;
using Ocw.Nde.Store.History;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Format;

/// <summary>The bytes of a <see cref="Manifest"/>, in the order that docs/store-format.md gives.</summary>
internal static class ManifestText
{
    internal static ReadOnlySpan<byte> Write(Manifest manifest)
    {
        var writer = new ByteWriter();
        writer.Raw(manifest.StoreId.ToByteArray());
        writer.Number(manifest.Version);
        writer.Number(manifest.CommitNumber);
        writer.Number(manifest.CommittedAt.UtcTicks);
        writer.Number(manifest.NextOrdinal);
        writer.Number(manifest.LastBlankNode);
        writer.Number(manifest.NextFile);

        writer.Number(manifest.Qualifiers.Length);
        foreach (var qualifier in manifest.Qualifiers)
            writer.Bytes(qualifier);

        writer.Number(manifest.Dictionary.Length);
        foreach (var segment in manifest.Dictionary)
        {
            writer.Number(segment.File);
            writer.Number(segment.FirstOrdinal);
            writer.Number(segment.Count);
            writer.Number(segment.Bytes);
        }

        WriteSegments(writer, manifest.Segments);
        WriteSegments(writer, manifest.Removed);
        writer.Number(manifest.Log.File);
        writer.Number(manifest.Log.Start);

        writer.Number(manifest.History.Length);
        foreach (var file in manifest.History)
            WriteHistory(writer, file);

        writer.Number(manifest.Graphs.Count);
        foreach (var graph in manifest.Graphs.Values)
            WriteGraph(writer, graph);

        writer.Number(manifest.Values.Count);
        foreach (var (key, value) in manifest.Values)
        {
            writer.Text(key);
            writer.Bytes(value.AsSpan());
        }

        return writer.Written;
    }

    /// <exception cref="InvalidDataException">The bytes are no manifest.</exception>
    internal static Manifest Read(ReadOnlySpan<byte> payload)
    {
        var reader = new ByteReader(payload);
        var manifest = new Manifest
        {
            StoreId = new Guid(reader.Raw(16)),
            Version = reader.Int64(),
            CommitNumber = reader.Int64(),
            CommittedAt = Time(reader.Int64()),
            NextOrdinal = reader.Number(),
            LastBlankNode = reader.Number(),
            NextFile = reader.Int64(),
            Qualifiers = ReadQualifiers(ref reader),
            Dictionary = ReadDictionary(ref reader),
            Segments = ReadSegments(ref reader),
            Removed = ReadSegments(ref reader),
            Log = new LogPlace(reader.Int64(), reader.Int64()),
            History = ReadHistory(ref reader),
            Graphs = ReadGraphs(ref reader),
            Values = ReadValues(ref reader),
        };
        return reader.AtEnd ? manifest : throw new InvalidDataException($"there are bytes behind the manifest's end at {reader.Position}");
    }

    internal static DateTimeOffset Time(long ticks) =>
        ticks >= 0 && ticks <= DateTimeOffset.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : throw new InvalidDataException("its time is out of range");

    private static void WriteSegments(ByteWriter writer, ImmutableArray<QuadSegmentInfo> segments)
    {
        writer.Number(segments.Length);
        foreach (var segment in segments)
        {
            writer.Number(segment.File);
            writer.Number((ulong)segment.Access);
            writer.Number(segment.Rows);
            writer.Number(segment.Bytes);
        }
    }

    private static void WriteGraph(ByteWriter writer, GraphEntry graph)
    {
        writer.Fixed64(graph.Id.Value);
        writer.Number((ulong)graph.Class);
        writer.Number((ulong)graph.Access);
        writer.Number(graph.ValidFrom);
        writer.Number(graph.ChangedAt);
        writer.Number(graph.Layers.Length);
        foreach (var layer in graph.Layers)
        {
            writer.Number(layer.Segment);
            writer.Number(layer.Rows);
        }
    }

    private static void WriteHistory(ByteWriter writer, HistoryFileInfo file)
    {
        writer.Number(file.File);
        writer.Number((ulong)file.Access);
        writer.Number(file.FirstCommit);
        writer.Number(file.LastCommit);
        writer.Number(file.Records);
        writer.Number(file.Rows);
        writer.Number(file.Bytes);
    }

    private static ImmutableArray<HistoryFileInfo> ReadHistory(ref ByteReader reader)
    {
        var files = new HistoryFileInfo[reader.Count(7)];
        for (var i = 0; i < files.Length; i++)
            files[i] = new(reader.Int64(), Access(reader.Number()), reader.Int64(), reader.Int64(), reader.Int64(), reader.Int64(), reader.Int64());
        return [.. files];
    }

    internal static ImmutableArray<byte[]> ReadQualifiers(ref ByteReader reader)
    {
        var qualifiers = new byte[reader.Count()][];
        for (var i = 0; i < qualifiers.Length; i++)
        {
            qualifiers[i] = reader.Bytes().ToArray();
            if (qualifiers[i].Length == 0)
                throw new InvalidDataException("a qualifier is empty");
        }

        return [.. qualifiers];
    }

    private static ImmutableArray<DictionarySegmentInfo> ReadDictionary(ref ByteReader reader)
    {
        var segments = new DictionarySegmentInfo[reader.Count(4)];
        for (var i = 0; i < segments.Length; i++)
            segments[i] = new(reader.Int64(), reader.Number(), reader.Int64(), reader.Int64());
        return [.. segments];
    }

    private static ImmutableArray<QuadSegmentInfo> ReadSegments(ref ByteReader reader)
    {
        var segments = new QuadSegmentInfo[reader.Count(4)];
        for (var i = 0; i < segments.Length; i++)
            segments[i] = new(reader.Int64(), Access(reader.Number()), reader.Int64(), reader.Int64());
        return [.. segments];
    }

    private static ImmutableSortedDictionary<TermId, GraphEntry> ReadGraphs(ref ByteReader reader)
    {
        var graphs = ImmutableSortedDictionary.CreateBuilder<TermId, GraphEntry>();
        for (var left = reader.Count(12); left > 0; left--)
        {
            var id = new TermId(reader.Fixed64());
            var graphClass = Class(reader.Number());
            var access = Access(reader.Number());
            var (validFrom, changedAt) = (reader.Int64(), reader.Int64());
            var layers = new GraphLayer[reader.Count(2)];
            for (var i = 0; i < layers.Length; i++)
                layers[i] = new(reader.Int64(), reader.Int64());
            graphs[id] = new GraphEntry(id, graphClass, access, validFrom, changedAt, [.. layers]);
        }

        return graphs.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<byte>> ReadValues(ref ByteReader reader)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<byte>>(StringComparer.Ordinal);
        for (var left = reader.Count(2); left > 0; left--)
        {
            var key = reader.Text();
            values[key] = [.. reader.Bytes()];
        }

        return values.ToImmutable();
    }

    internal static GraphClass Class(ulong value) =>
        value <= (ulong)GraphClass.System ? (GraphClass)value : throw new InvalidDataException($"the graph class {value} is unknown");

    internal static AccessLevel Access(ulong value) =>
        value <= (ulong)AccessLevel.Closed ? (AccessLevel)value : throw new InvalidDataException($"the access level {value} is unknown");
}
