using System.Security.Cryptography;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Store.Snapshots;

namespace Ocw.Nde.Node.Operations;

/// <summary>The dumps of channels: N-Quads, gzip, with links, of what is public. One file for each version, and it is never half there.</summary>
/// <remarks>A dump is packed in pieces (<see cref="DumpPacker"/>), so that a version in which little changed costs little.</remarks>
internal sealed class DumpFiles(string directory)
{
    /// <summary>The media type of a dump.</summary>
    public const string MediaType = "application/n-quads";

    /// <summary>The path of the dump of a version; it may not be there.</summary>
    public string FileOf(string dataset, string channel, string version) => Path.Combine(directory, $"{dataset}.{channel}.{version}.nq.gz");

    /// <summary>Writes a dump beside the one that is served. The same graphs give the same bytes, whatever dump there is of a version before.</summary>
    /// <param name="source">The staged graphs, or a public snapshot.</param>
    /// <param name="graphs">The graphs that belong in it.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="version">The version.</param>
    /// <param name="before">The version that is served, whose dump has most of the pieces already; <see langword="null"/> to pack everything.</param>
    /// <param name="cancellation">Stops the writing.</param>
    public PreparedDump Prepare(Snapshot source, IReadOnlyList<string> graphs, string dataset, string channel, string version, string? before, CancellationToken cancellation)
    {
        Directory.CreateDirectory(directory);
        var file = FileOf(dataset, channel, version);
        var temporary = file + ".new";
        using (var stream = File.Create(temporary))
        {
            using var reuse = before is null ? null : DumpReuse.Open(FileOf(dataset, channel, before));
            var packer = new DumpPacker(source, stream, reuse, cancellation);
            foreach (var graph in graphs)
            {
                if (source.Terms.FindIri(graph) is { IsBound: true } id)
                    packer.Pack(id);
            }

            DumpPieces.Write(DumpPieces.FileOf(temporary), packer.Complete());
        }

        using var read = File.OpenRead(temporary);
        return new PreparedDump(this, temporary, file, read.Length, Convert.ToHexStringLower(SHA256.HashData(read)), $"{dataset}.{channel}.");
    }

    /// <summary>Puts a prepared dump in its place and takes older versions of the channel away.</summary>
    internal void Publish(PreparedDump dump)
    {
        File.Move(dump.Temporary, dump.File, overwrite: true);
        File.Move(DumpPieces.FileOf(dump.Temporary), DumpPieces.FileOf(dump.File), overwrite: true);
        foreach (var old in Directory.EnumerateFiles(directory, dump.Prefix + "*.nq.gz"))
        {
            if (!string.Equals(old, dump.File, StringComparison.Ordinal))
                Delete(old);
        }
    }

    private static void Delete(string dump)
    {
        File.Delete(dump);
        File.Delete(DumpPieces.FileOf(dump));
    }
}

/// <summary>A dump that is written but not served yet.</summary>
internal sealed record PreparedDump(DumpFiles Files, string Temporary, string File, long Length, string Sha256, string Prefix)
{
    /// <summary>Serves it.</summary>
    public void Publish() => Files.Publish(this);
}
