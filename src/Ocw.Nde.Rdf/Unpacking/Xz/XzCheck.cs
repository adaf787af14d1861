using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ocw.Nde.Rdf.Unpacking.Xz;

/// <summary>The check of a block (xz format §2.1.1.2): none, CRC32, CRC64 or SHA-256.</summary>
internal sealed class XzCheck : IDisposable
{
    private readonly int _kind;
    private readonly IncrementalHash? _sha256;
    private uint _crc32;
    private ulong _crc64;

    /// <summary>The check of a kind.</summary>
    /// <exception cref="InvalidDataException">The kind is reserved: nobody writes it.</exception>
    internal XzCheck(int kind)
    {
        _kind = kind;
        Length = kind switch
        {
            0 => 0,
            1 => 4,
            4 => 8,
            10 => 32,
            _ => throw new InvalidDataException($"the xz data has a check of kind {kind}, which is not known; pack it with CRC32, CRC64 or SHA-256"),
        };
        _sha256 = kind == 10 ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
    }

    /// <summary>How many bytes it takes in the file.</summary>
    internal int Length { get; }

    internal void Update(ReadOnlySpan<byte> bytes)
    {
        switch (_kind)
        {
            case 1:
                _crc32 = Crc32.Update(_crc32, bytes);
                break;
            case 4:
                _crc64 = Crc64.Update(_crc64, bytes);
                break;
            case 10:
                _sha256!.AppendData(bytes);
                break;
        }
    }

    /// <summary>Whether the bytes since the last end have the check that stands in the file; begins anew.</summary>
    internal bool EndsAs(ReadOnlySpan<byte> stored)
    {
        var (crc32, crc64) = (_crc32, _crc64);
        (_crc32, _crc64) = (0, 0);
        return _kind switch
        {
            1 => BinaryPrimitives.ReadUInt32LittleEndian(stored) == crc32,
            4 => BinaryPrimitives.ReadUInt64LittleEndian(stored) == crc64,
            10 => stored.SequenceEqual(_sha256!.GetHashAndReset()),
            _ => true,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _sha256?.Dispose();
}
