using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ocw.Nde.Node.Operations;

/// <summary>A piece of a dump: some statements of one graph, packed by themselves.</summary>
/// <param name="Rows">The hash of the statements, as ids of the store that made the dump, and of the name of their graph.</param>
/// <param name="Bytes">The hash of the packed bytes.</param>
/// <param name="Offset">Where the piece begins in the dump.</param>
/// <param name="Length">How many bytes it has.</param>
internal readonly record struct DumpPiece(UInt128 Rows, UInt128 Bytes, long Offset, int Length);

/// <summary>The list of the pieces of a dump, in a file beside it.</summary>
/// <remarks>It is derived, and may be thrown away: then the next dump is packed whole. A list that is damaged counts as none.</remarks>
internal static class DumpPieces
{
    private const int EntryLength = 44;

    // The last characters change with what a piece is: rows, order, form of the text, packing.
    private static ReadOnlySpan<byte> Mark => "OcwNde dump 1\n\0\0"u8;

    /// <summary>The path of the list of a dump.</summary>
    public static string FileOf(string dump) => dump + ".pieces";

    /// <summary>The first 128 bits of the SHA-256 of some bytes.</summary>
    public static UInt128 HashOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> whole = stackalloc byte[32];
        SHA256.HashData(bytes, whole);
        return BinaryPrimitives.ReadUInt128LittleEndian(whole);
    }

    /// <summary>Writes a list.</summary>
    public static void Write(string file, IReadOnlyList<DumpPiece> pieces)
    {
        var bytes = new byte[Mark.Length + (pieces.Count * EntryLength) + 16];
        Mark.CopyTo(bytes);
        for (var i = 0; i < pieces.Count; i++)
        {
            var entry = bytes.AsSpan(Mark.Length + (i * EntryLength), EntryLength);
            BinaryPrimitives.WriteUInt128LittleEndian(entry, pieces[i].Rows);
            BinaryPrimitives.WriteUInt128LittleEndian(entry[16..], pieces[i].Bytes);
            BinaryPrimitives.WriteInt64LittleEndian(entry[32..], pieces[i].Offset);
            BinaryPrimitives.WriteInt32LittleEndian(entry[40..], pieces[i].Length);
        }

        BinaryPrimitives.WriteUInt128LittleEndian(bytes.AsSpan(bytes.Length - 16), HashOf(bytes.AsSpan(0, bytes.Length - 16)));
        File.WriteAllBytes(file, bytes);
    }

    /// <summary>Reads a list; <see langword="null"/> when it is not there, is damaged or has another form.</summary>
    public static IReadOnlyList<DumpPiece>? Read(string file)
    {
        if (!File.Exists(file))
            return null;
        var bytes = File.ReadAllBytes(file).AsSpan();
        if (bytes.Length < Mark.Length + 16 || !bytes.StartsWith(Mark) || BinaryPrimitives.ReadUInt128LittleEndian(bytes[^16..]) != HashOf(bytes[..^16]))
            return null;
        var pieces = new DumpPiece[(bytes.Length - Mark.Length - 16) / EntryLength];
        for (var i = 0; i < pieces.Length; i++)
        {
            var entry = bytes.Slice(Mark.Length + (i * EntryLength), EntryLength);
            pieces[i] = new DumpPiece(
                BinaryPrimitives.ReadUInt128LittleEndian(entry), BinaryPrimitives.ReadUInt128LittleEndian(entry[16..]), BinaryPrimitives.ReadInt64LittleEndian(entry[32..]), BinaryPrimitives.ReadInt32LittleEndian(entry[40..]));
        }

        return pieces;
    }
}

/// <summary>The pieces of a dump that is there, to be taken over.</summary>
internal sealed class DumpReuse : IDisposable
{
    private readonly FileStream _dump;
    private readonly Dictionary<UInt128, DumpPiece> _pieces = [];

    private DumpReuse(FileStream dump, IReadOnlyList<DumpPiece> pieces)
    {
        _dump = dump;
        foreach (var piece in pieces)
            _pieces[piece.Rows] = piece;
    }

    /// <summary>Opens a dump; <see langword="null"/> when it or its list is not there.</summary>
    public static DumpReuse? Open(string dump) =>
        File.Exists(dump) && DumpPieces.Read(DumpPieces.FileOf(dump)) is { } pieces
            ? new DumpReuse(new FileStream(dump, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0), pieces)
            : null;

    /// <summary>The packed bytes of some statements; <see langword="null"/> when the dump does not have them, or has them no longer as they were written.</summary>
    public byte[]? Find(UInt128 rows)
    {
        if (!_pieces.TryGetValue(rows, out var piece) || piece.Length <= 0 || piece.Offset < 0 || piece.Offset + piece.Length > _dump.Length)
            return null;
        var bytes = new byte[piece.Length];
        _dump.Position = piece.Offset;
        _dump.ReadExactly(bytes);
        return DumpPieces.HashOf(bytes) == piece.Bytes ? bytes : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _dump.Dispose();
}
