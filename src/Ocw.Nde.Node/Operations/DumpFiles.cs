using System.IO.Compression;
using System.Security.Cryptography;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Store.Snapshots;

namespace Ocw.Nde.Node.Operations;

/// <summary>The dumps of channels: N-Quads, gzip, with links, of what is public. One file for each version, and it is never half there.</summary>
internal sealed class DumpFiles(string directory)
{
    /// <summary>The media type of a dump.</summary>
    public const string MediaType = "application/n-quads";

    /// <summary>The path of the dump of a version; it may not be there.</summary>
    public string FileOf(string dataset, string channel, string version) => Path.Combine(directory, $"{dataset}.{channel}.{version}.nq.gz");

    /// <summary>Writes a dump beside the one that is served.</summary>
    /// <param name="source">The staged graphs, or a public snapshot.</param>
    /// <param name="graphs">The graphs that belong in it.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="version">The version.</param>
    /// <param name="cancellation">Stops the writing.</param>
    public PreparedDump Prepare(Snapshot source, IReadOnlyList<string> graphs, string dataset, string channel, string version, CancellationToken cancellation)
    {
        Directory.CreateDirectory(directory);
        var file = FileOf(dataset, channel, version);
        var temporary = file + ".new";
        using (var stream = File.Create(temporary))
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            var writer = RdfFormats.CreateWriter(RdfFormats.NQuads, gzip);
            foreach (var graph in graphs)
            {
                if (source.Terms.FindIri(graph) is { IsBound: true } id)
                    source.Dump(id, writer, cancellation);
            }

            writer.Complete();
        }

        using var read = File.OpenRead(temporary);
        return new PreparedDump(this, temporary, file, read.Length, Convert.ToHexStringLower(SHA256.HashData(read)), $"{dataset}.{channel}.");
    }

    /// <summary>Puts a prepared dump in its place and takes older versions of the channel away.</summary>
    internal void Publish(PreparedDump dump)
    {
        File.Move(dump.Temporary, dump.File, overwrite: true);
        foreach (var old in Directory.EnumerateFiles(directory, dump.Prefix + "*.nq.gz"))
        {
            if (!string.Equals(old, dump.File, StringComparison.Ordinal))
                File.Delete(old);
        }
    }
}

/// <summary>A dump that is written but not served yet.</summary>
internal sealed record PreparedDump(DumpFiles Files, string Temporary, string File, long Length, string Sha256, string Prefix)
{
    /// <summary>Serves it.</summary>
    public void Publish() => Files.Publish(this);
}
