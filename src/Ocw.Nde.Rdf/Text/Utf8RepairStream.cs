using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Rdf.Text;

/// <summary>Passes valid UTF-8 on as it is, at the speed of a copy; other bytes become what they mean in Windows-1252.</summary>
public sealed class Utf8RepairStream(Stream source) : ReadOnlySequentialStream
{
    // A byte of Windows-1252 takes at most three bytes in UTF-8.
    private const int Growth = 3;

    private const int PartLength = 32 << 10;

    private byte[] _input = ArrayPool<byte>.Shared.Rent(PartLength);
    private byte[] _output = ArrayPool<byte>.Shared.Rent(PartLength * Growth);
    private int _inputLength;
    private int _outputStart;
    private int _outputEnd;
    private long _passed;
    private bool _ended;

    /// <summary>How many bytes were not UTF-8.</summary>
    public long RepairedBytes { get; private set; }

    /// <summary>Whether a part with such bytes also had proper UTF-8 beyond ASCII.</summary>
    public bool SawMultiByte { get; private set; }

    /// <summary>Where the first of them stands, in bytes from the start; -1 if there is none.</summary>
    public long FirstRepaired { get; private set; } = -1;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (_outputStart == _outputEnd && !_ended)
            Fill();
        var length = Math.Min(buffer.Length, _outputEnd - _outputStart);
        _output.AsSpan(_outputStart, length).CopyTo(buffer);
        _outputStart += length;
        return length;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _input.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_input);
            ArrayPool<byte>.Shared.Return(_output);
            _input = _output = [];
            _inputLength = _outputStart = _outputEnd = 0;
            _ended = true;
            source.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Fill()
    {
        var read = source.Read(_input.AsSpan(_inputLength, PartLength - _inputLength));
        _ended = read == 0;
        _inputLength += read;
        var whole = _ended ? _inputLength : WholeSequences(_input.AsSpan(0, _inputLength));
        var bytes = _input.AsSpan(0, whole);
        _outputStart = 0;
        if (Utf8.IsValid(bytes))
        {
            bytes.CopyTo(_output);
            _outputEnd = whole;
        }
        else
        {
            _outputEnd = Repair(bytes);
        }

        _input.AsSpan(whole, _inputLength - whole).CopyTo(_input);
        _inputLength -= whole;
        _passed += whole;
    }

    // All but a sequence at the end that may go on in the next part.
    private static int WholeSequences(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var value = bytes[^back];
            if (value < 0x80)
                return bytes.Length;
            if (value >= 0xC0)
            {
                var needed = value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : 2;
                return needed > back ? bytes.Length - back : bytes.Length;
            }
        }

        return bytes.Length;
    }

    private int Repair(ReadOnlySpan<byte> bytes)
    {
        var (end, whole) = (0, bytes.Length);
        Span<char> letter = stackalloc char[1];
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out _, out var length) == OperationStatus.Done)
            {
                bytes[..length].CopyTo(_output.AsSpan(end));
                SawMultiByte |= length > 1;
                end += length;
            }
            else
            {
                length = 1;
                TextEncoding.Windows1252.GetChars(bytes[..1], letter);
                end += Encoding.UTF8.GetBytes(letter, _output.AsSpan(end));
                RepairedBytes++;
                if (FirstRepaired < 0)
                    FirstRepaired = _passed + whole - bytes.Length;
            }

            bytes = bytes[length..];
        }

        return end;
    }
}
