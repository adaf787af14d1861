using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.History;

/// <summary>A history file that a manifest holds.</summary>
/// <param name="File">Its number.</param>
/// <param name="Access">The level of its rows.</param>
/// <param name="FirstCommit">The first commit that it has a record of.</param>
/// <param name="LastCommit">The last one.</param>
/// <param name="Records">The number of its records.</param>
/// <param name="Rows">The number of its rows.</param>
/// <param name="Bytes">Its length.</param>
internal sealed record HistoryFileInfo(long File, AccessLevel Access, long FirstCommit, long LastCommit, long Records, long Rows, long Bytes);

/// <summary>A record and the blocks that hold its rows.</summary>
internal readonly record struct StoredRecord(HistoryRecord Record, int FirstBlock, int Blocks, long Rows);

/// <summary>Where a block of rows lies; blocks follow each other from the start of the file.</summary>
internal readonly record struct HistoryBlock(long Offset, int Bytes, int Rows, uint Checksum);

/// <summary>The end of a history file: its records by graph and commit, then its blocks. Read whole when the file is opened.</summary>
internal sealed record HistoryFooter(StoredRecord[] Records, HistoryBlock[] Blocks)
{
    private const int LeastRecordBytes = 22;
    private const int LeastBlockBytes = 6;

    private static ReadOnlySpan<byte> Magic => "NDEHISTO"u8;

    internal void Write(FileSink sink)
    {
        var writer = new ByteWriter();
        writer.Number(FramedFile.FormatVersion);
        writer.Number(Records.Length);
        foreach (var stored in Records)
            WriteRecord(writer, stored);
        writer.Number(Blocks.Length);
        foreach (var block in Blocks)
        {
            writer.Number(block.Bytes);
            writer.Number(block.Rows);
            writer.Fixed32(block.Checksum);
        }

        SegmentTail.Write(sink, writer.Written, Magic);
    }

    internal static HistoryFooter Read(StoreReader file)
    {
        var payload = SegmentTail.Read(file, Magic);
        try
        {
            var reader = new ByteReader(payload);
            FramedFile.RequireVersion(file.Path, reader.Number());
            var records = new StoredRecord[reader.Count(LeastRecordBytes)];
            var firstBlock = 0;
            for (var i = 0; i < records.Length; i++)
            {
                records[i] = ReadRecord(ref reader, firstBlock);
                firstBlock = checked(firstBlock + records[i].Blocks);
            }

            var blocks = ReadBlocks(ref reader);
            return blocks.Length == firstBlock && reader.AtEnd ? new HistoryFooter(records, blocks)
                : throw new InvalidDataException("its records and its blocks do not fit each other");
        }
        catch (Exception error) when (error is InvalidDataException or OverflowException)
        {
            throw new StoreDamagedException(file.Path, file.Length, error.Message, error);
        }
    }

    private static void WriteRecord(ByteWriter writer, in StoredRecord stored)
    {
        var record = stored.Record;
        writer.Fixed64(record.Graph.Value);
        writer.Number(record.Commit);
        writer.Number(record.Time.UtcTicks);
        writer.Number((ulong)record.Kind);
        WriteState(writer, record.Before);
        WriteState(writer, record.After);
        writer.Number(record.Added);
        writer.Number(record.Removed);
        writer.Number(record.ChangedBefore);
        writer.Number(stored.Blocks);
        writer.Number(stored.Rows);
    }

    private static void WriteState(ByteWriter writer, in GraphState state)
    {
        writer.Number((ulong)state.Class);
        writer.Number((ulong)state.Access);
        writer.Number(state.Rows);
    }

    private static StoredRecord ReadRecord(ref ByteReader reader, int firstBlock)
    {
        var graph = new TermId(reader.Fixed64());
        var commit = reader.Int64();
        var ticks = reader.Int64();
        if (ticks < 0 || ticks > DateTimeOffset.MaxValue.Ticks)
            throw new InvalidDataException("the time of a record is out of range");
        var kind = reader.Number();
        if (kind > (ulong)HistoryKind.Erased)
            throw new InvalidDataException($"the kind {kind} of a record is unknown");
        var (before, after) = (ReadState(ref reader), ReadState(ref reader));
        var record = new HistoryRecord(
            graph, commit, new DateTimeOffset(ticks, TimeSpan.Zero), (HistoryKind)kind, before, after, reader.Int64(), reader.Int64(), reader.Int64());
        return new StoredRecord(record, firstBlock, checked((int)reader.Number()), reader.Int64());
    }

    private static GraphState ReadState(ref ByteReader reader)
    {
        var (graphClass, access, rows) = (reader.Number(), reader.Number(), reader.Int64());
        return graphClass <= (ulong)GraphClass.System && access <= (ulong)AccessLevel.Closed ? new GraphState((GraphClass)graphClass, (AccessLevel)access, rows)
            : throw new InvalidDataException("the class or access level of a record is unknown");
    }

    private static HistoryBlock[] ReadBlocks(ref ByteReader reader)
    {
        var blocks = new HistoryBlock[reader.Count(LeastBlockBytes)];
        long offset = 0;
        for (var i = 0; i < blocks.Length; i++)
        {
            var (bytes, rows) = (checked((int)reader.Number()), checked((int)reader.Number()));
            if (rows is <= 0 or > Segments.BlockCodec.Rows)
                throw new InvalidDataException($"a block has {rows} rows");
            blocks[i] = new HistoryBlock(offset, bytes, rows, reader.Fixed32());
            offset += bytes;
        }

        return blocks;
    }
}
