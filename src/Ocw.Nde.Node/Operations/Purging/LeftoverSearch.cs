using System.IO.Compression;
using System.Text;
using Ocw.Nde.Rdf.Unpacking;

namespace Ocw.Nde.Node.Operations.Purging;

/// <summary>Looks for names and texts in every byte of a folder, also inside gzip, bzip2, xz and zip: the proof of a purge.</summary>
internal sealed class LeftoverSearch(PurgedNames names)
{
    private const int PartLength = 1 << 20;

    private readonly byte[][] _needles = [.. names.Subjects.Concat(names.Texts).Concat(names.Records.Select(r => r.Identifier)).Where(n => n.Length >= PurgedNames.TellingLength).Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)];

    /// <summary>The files in which something is found.</summary>
    public IEnumerable<string> Files(string folder, CancellationToken cancellation)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            if (IsLeftIn(file))
                yield return file;
        }
    }

    private bool IsLeftIn(string file)
    {
        try
        {
            // The lock of the store is empty, and held by this very process.
            return new FileInfo(file).Length > 0 && Holds(() => new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), depth: 0);
        }
        catch (FileNotFoundException)
        {
            // What went since the folder was listed (SQLite takes its shared memory away when it closes) holds nothing any more.
            return false;
        }
    }

    private bool Holds(Func<Stream> open, int depth)
    {
        using (var raw = open())
        {
            if (HoldsRaw(raw))
                return true;
        }

        if (depth > 3)
            return false;
        return PackingOf(open) switch
        {
            Packing.None => false,
            Packing.Zip => HoldsZip(open, depth),
            // Without the checks: what is damaged may hold something all the same.
            Packing.Gzip => Holds(() => new GZipStream(open(), CompressionMode.Decompress), depth + 1),
            var packing => Holds(() => Packings.Open(packing, open(), UnpackLimits.Default), depth + 1),
        };
    }

    private static Packing PackingOf(Func<Stream> open)
    {
        using var packed = open();
        return Packings.Of(packed);
    }

    private bool HoldsZip(Func<Stream> open, int depth)
    {
        using var copy = new MemoryStream();
        using (var source = open())
            source.CopyTo(copy);
        using var zip = new ZipArchive(copy, ZipArchiveMode.Read);
        return zip.Entries.Any(entry => Holds(entry.Open, depth + 1));
    }

    private bool HoldsRaw(Stream stream)
    {
        var overlap = _needles.Length == 0 ? 0 : _needles.Max(n => n.Length);
        var buffer = new byte[PartLength + overlap];
        var kept = 0;
        for (int read; (read = stream.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var filled = buffer.AsSpan(0, kept + read);
            foreach (var needle in _needles)
            {
                if (HoldsWhole(filled, needle))
                    return true;
            }

            kept = Math.Min(overlap, filled.Length);
            filled[^kept..].CopyTo(buffer);
        }

        return false;
    }

    private static bool HoldsWhole(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> needle)
    {
        for (int at; (at = bytes.IndexOf(needle)) >= 0; bytes = bytes[(at + 1)..])
        {
            var end = at + needle.Length;
            if (end == bytes.Length || !(char.IsAsciiLetterOrDigit((char)bytes[end]) || bytes[end] is (byte)'-' or (byte)'_'))
                return true;
        }

        return false;
    }
}
