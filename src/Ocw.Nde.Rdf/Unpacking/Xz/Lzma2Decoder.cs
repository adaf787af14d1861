using System.Buffers.Binary;

namespace Ocw.Nde.Rdf.Unpacking.Xz;

/// <summary>LZMA2: chunks of LZMA or of bytes as they are, with marks where the dictionary and the probabilities begin anew.</summary>
internal sealed class Lzma2Decoder
{
    private const int PlainWithReset = 1;
    private const int Plain = 2;
    private const int Lzma = 0x80;
    private const int LzmaWithState = 0xA0;
    private const int LzmaWithProperties = 0xC0;
    private const int LzmaWithDictionary = 0xE0;

    private readonly byte[] _chunk = new byte[64 << 10];
    private readonly LzmaWindow _window;
    private readonly LzmaDecoder _lzma;
    private bool _needsDictionary;
    private bool _needsProperties;
    private bool _needsState;

    internal Lzma2Decoder(int dictionaryBytes)
    {
        DictionaryBytes = dictionaryBytes;
        _window = new(dictionaryBytes);
        _lzma = new(_window);
    }

    /// <summary>How much the decoder remembers.</summary>
    internal int DictionaryBytes { get; }

    /// <summary>Begins a block, which begins with a mark of each kind.</summary>
    internal void Begin()
    {
        _window.Reset();
        _needsDictionary = _needsProperties = _needsState = true;
    }

    /// <summary>What is unpacked and was not read yet; empty when another chunk must be read first.</summary>
    internal ReadOnlySpan<byte> Read(int most) => _window.Read(most);

    /// <summary>Reads the next chunk. False at the end of the block.</summary>
    /// <exception cref="InvalidDataException">The chunk is damaged.</exception>
    /// <exception cref="EndOfStreamException">The input ends before.</exception>
    internal bool ReadChunk(PackedInput input)
    {
        Span<byte> header = stackalloc byte[5];
        Fill(input, header[..1]);
        var control = header[0];
        if (control == 0)
            return false;
        if (control is PlainWithReset or >= LzmaWithDictionary)
        {
            _window.Reset();
            _lzma.ResetPosition();
            _needsDictionary = false;
        }
        else if (_needsDictionary)
        {
            throw Damaged();
        }

        if (control is > Plain and < Lzma)
            throw Damaged();
        Fill(input, header[..(control >= Lzma ? 4 : 2)]);
        if (control >= Lzma)
            ReadLzma(input, control, header);
        else
            ReadPlain(input, 1 + BinaryPrimitives.ReadUInt16BigEndian(header), control);
        return true;
    }

    private void ReadPlain(PackedInput input, int length, int control)
    {
        _window.Begin(length);
        Fill(input, _window.Take(length));
        _lzma.Pass(length);
        // What LZMA knew of the bytes before is of no use after a reset of the dictionary.
        _needsState |= control == PlainWithReset;
    }

    private void ReadLzma(PackedInput input, int control, ReadOnlySpan<byte> header)
    {
        var unpacked = ((control & 31) << 16) + BinaryPrimitives.ReadUInt16BigEndian(header) + 1;
        var packed = BinaryPrimitives.ReadUInt16BigEndian(header[2..]) + 1;
        if (control >= LzmaWithProperties)
        {
            Span<byte> properties = stackalloc byte[1];
            Fill(input, properties);
            _lzma.SetProperties(properties[0]);
            _needsProperties = false;
        }

        if (control >= LzmaWithState)
        {
            _lzma.ResetState();
            _needsState = false;
        }

        if (_needsProperties || _needsState)
            throw Damaged();
        Fill(input, _chunk.AsSpan(0, packed));
        _window.Begin(unpacked);
        if (!_lzma.TryDecode(_chunk.AsSpan(0, packed)))
            throw Damaged();
    }

    private static void Fill(PackedInput input, Span<byte> target)
    {
        if (!input.TryRead(target))
            throw new EndOfStreamException();
    }

    private static InvalidDataException Damaged() => new("the xz data is damaged");
}
