using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using Ocw.Nde.Rdf.Unpacking;

namespace Ocw.Nde.Harvest;

/// <summary>A payload in the archive.</summary>
/// <param name="Hash">The SHA-256 of its bytes, lower-case hex.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="WasKnown">Whether the archive held it already.</param>
public sealed record StoredPayload(string Hash, long Length, bool WasKnown);

/// <summary>Writes one payload aside while hashing it; nothing is in the archive until <see cref="Commit"/>.</summary>
public sealed class PayloadWriter : IDisposable
{
    internal const string PackedByUs = ".gz";
    internal const string AsReceived = ".bin";

    private readonly PayloadArchive _archive;
    private readonly string _path;
    private readonly FileStream _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private Stream? _target;
    private string _extension = PackedByUs;
    private bool _committed;

    internal PayloadWriter(PayloadArchive archive, string path)
    {
        _archive = archive;
        _path = path;
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 << 10);
    }

    /// <summary>How many bytes were written.</summary>
    public long Length { get; private set; }

    /// <summary>Adds bytes. The first call decides by their first bytes whether they are packed already.</summary>
    /// <exception cref="ArchiveWriteException">The disk did not take them.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;
        if (_target is null)
        {
            var isPacked = Packings.Of(bytes) != Packing.None;
            _extension = isPacked ? AsReceived : PackedByUs;
            _target = isPacked ? _file : new GZipStream(_file, CompressionLevel.Fastest, leaveOpen: true);
        }

        _hash.AppendData(bytes);
        try
        {
            _target.Write(bytes);
        }
        catch (IOException failed)
        {
            throw ArchiveWriteException.Of(_archive.Root, failed);
        }

        Length += bytes.Length;
    }

    /// <summary>Adds everything that a stream holds.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="maxBytes">The ceiling of the payload.</param>
    /// <param name="progress">Told the length after each part.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InvalidDataException">The stream is longer than the ceiling.</exception>
    public async Task WriteAsync(Stream source, long maxBytes, Action<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        var buffer = ArrayPool<byte>.Shared.Rent(128 << 10);
        try
        {
            int read;
            while ((read = await source.ReadAtLeastAsync(buffer, 4, throwOnEndOfStream: false, cancellation)) > 0)
            {
                if (Length + read > maxBytes)
                    throw new InvalidDataException($"it is larger than the ceiling of {maxBytes:N0} bytes; raise the ceiling of this source if that is right");
                Write(buffer.AsSpan(0, read));
                progress?.Invoke(Length);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Puts the payload into the archive, durably.</summary>
    /// <exception cref="ArchiveWriteException">The disk did not take it; the archive is as it was.</exception>
    public StoredPayload Commit() => ArchiveWriteException.Explain(_archive.Root, () =>
    {
        if (_target is GZipStream packing)
            packing.Dispose();
        DurableFiles.Flush(_file);
        _file.Dispose();
        var stored = _archive.Store(_path, Convert.ToHexStringLower(_hash.GetHashAndReset()), Length, _extension);
        _committed = true;
        return stored;
    });

    /// <summary>Puts what was written so far aside under a name, to be gone on with later; nothing of it is in the archive.</summary>
    internal void SaveAside(string stem)
    {
        if (_target is GZipStream packing)
            packing.Dispose();
        _file.Dispose();
        File.Move(_path, stem + _extension, overwrite: true);
        _hash.Dispose();
        _committed = true;
    }

    /// <summary>Throws away what was written, unless it was committed.</summary>
    public void Dispose()
    {
        _hash.Dispose();
        if (_committed)
            return;
        _committed = true;
        Abandon();
    }

    // On a full disk closing fails too, because the rest of the buffer cannot be written; the file goes away all the same.
    private void Abandon()
    {
        try
        {
            _file.Dispose();
        }
        catch (IOException)
        {
        }

        File.Delete(_path);
    }
}
