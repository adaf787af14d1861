namespace Ocw.Nde.Rdf.Unpacking.Xz;

/// <summary>LZMA: literals and matches, chosen bit by bit with probabilities that learn (as in the LZMA specification).</summary>
internal sealed class LzmaDecoder(LzmaWindow window)
{
    private const int States = 12;
    private const int MaxPositionStates = 16;
    private const int LiteralCoder = 0x300;
    private const int FirstMatchState = 7;

    private readonly ushort[] _literals = new ushort[LiteralCoder << 4];
    private readonly ushort[] _isMatch = new ushort[States * MaxPositionStates];
    private readonly ushort[] _isRepeat = new ushort[States];
    private readonly ushort[] _isRepeat0 = new ushort[States];
    private readonly ushort[] _isRepeat1 = new ushort[States];
    private readonly ushort[] _isRepeat2 = new ushort[States];
    private readonly ushort[] _isLongRepeat0 = new ushort[States * MaxPositionStates];
    private readonly ushort[] _slots = new ushort[4 * 64];
    private readonly ushort[] _distances = new ushort[128];
    private readonly ushort[] _alignment = new ushort[16];
    private readonly LengthCoder _matchLength = new();
    private readonly LengthCoder _repeatLength = new();
    private int _literalContextBits;
    private uint _literalPositionMask;
    private uint _positionMask;
    private uint _position;
    private uint _state;
    private uint _rep0;
    private uint _rep1;
    private uint _rep2;
    private uint _rep3;

    /// <summary>Sets lc, lp and pb from their byte: <c>(pb * 5 + lp) * 9 + lc</c>.</summary>
    /// <exception cref="InvalidDataException">They are out of range; LZMA2 wants lc + lp of at most 4.</exception>
    internal void SetProperties(byte properties)
    {
        var (lc, lp, pb) = (properties % 9, properties / 9 % 5, properties / 45);
        if (pb > 4 || lc + lp > 4)
            throw new InvalidDataException("the xz data is damaged: its LZMA properties are out of range");
        _literalContextBits = lc;
        _literalPositionMask = (1u << lp) - 1;
        _positionMask = (1u << pb) - 1;
    }

    /// <summary>Forgets what the probabilities learned.</summary>
    internal void ResetState()
    {
        foreach (var probabilities in (ushort[][])[_literals, _isMatch, _isRepeat, _isRepeat0, _isRepeat1, _isRepeat2, _isLongRepeat0, _slots, _distances, _alignment])
            Array.Fill(probabilities, (ushort)RangeDecoder.HalfProbability);
        _matchLength.Reset();
        _repeatLength.Reset();
        (_state, _rep0, _rep1, _rep2, _rep3) = (0, 0, 0, 0, 0);
    }

    /// <summary>Begins to count positions anew, as where the dictionary begins anew.</summary>
    internal void ResetPosition() => _position = 0;

    /// <summary>Counts bytes that were not packed.</summary>
    internal void Pass(int length) => _position += (uint)length;

    /// <summary>Decodes one chunk until the window's room is used. False when the data is damaged.</summary>
    internal bool TryDecode(ReadOnlySpan<byte> chunk)
    {
        var range = new RangeDecoder(chunk);
        while (window.Room > 0)
        {
            var positionState = _position & _positionMask;
            if (range.Bit(ref _isMatch[(_state << 4) + positionState]) == 0)
            {
                Literal(ref range);
                continue;
            }

            int length;
            if (range.Bit(ref _isRepeat[_state]) == 0)
            {
                (_rep3, _rep2, _rep1) = (_rep2, _rep1, _rep0);
                length = _matchLength.Decode(ref range, positionState);
                _state = _state < FirstMatchState ? 7u : 10u;
                _rep0 = Distance(ref range, length);
            }
            else if (IsShortRepeat(ref range, positionState))
            {
                length = 1;
            }
            else
            {
                length = _repeatLength.Decode(ref range, positionState);
                _state = _state < FirstMatchState ? 8u : 11u;
            }

            if (_rep0 >= window.Reach || length > window.Room)
                return false;
            window.Copy(_rep0 + 1, length);
            _position += (uint)length;
        }

        return range.IsExact;
    }

    private void Literal(ref RangeDecoder range)
    {
        var context = ((_position & _literalPositionMask) << _literalContextBits) + ((uint)window.Last >> (8 - _literalContextBits));
        var probabilities = _literals.AsSpan((int)context * LiteralCoder, LiteralCoder);
        var symbol = 1u;
        // After a match the byte that the match would have gone on with helps to guess.
        if (_state >= FirstMatchState && _rep0 < window.Reach)
        {
            var match = (uint)window.At(_rep0 + 1);
            do
            {
                var matchBit = (match >> 7) & 1;
                match <<= 1;
                var bit = range.Bit(ref probabilities[(int)(((1 + matchBit) << 8) + symbol)]);
                symbol = (symbol << 1) | bit;
                if (bit != matchBit)
                    break;
            }
            while (symbol < 0x100);
        }

        while (symbol < 0x100)
            symbol = (symbol << 1) | range.Bit(ref probabilities[(int)symbol]);
        window.Append((byte)symbol);
        _position++;
        _state = _state < 4 ? 0 : _state < 10 ? _state - 3 : _state - 6;
    }

    // One of the last four distances, which comes first now; true when it is the last one, for a single byte.
    private bool IsShortRepeat(ref RangeDecoder range, uint positionState)
    {
        if (range.Bit(ref _isRepeat0[_state]) == 0)
        {
            if (range.Bit(ref _isLongRepeat0[(_state << 4) + positionState]) != 0)
                return false;
            _state = _state < FirstMatchState ? 9u : 11u;
            return true;
        }

        uint distance;
        if (range.Bit(ref _isRepeat1[_state]) == 0)
        {
            distance = _rep1;
        }
        else
        {
            if (range.Bit(ref _isRepeat2[_state]) == 0)
                distance = _rep2;
            else
                (distance, _rep3) = (_rep3, _rep2);
            _rep2 = _rep1;
        }

        (_rep1, _rep0) = (_rep0, distance);
        return false;
    }

    private uint Distance(ref RangeDecoder range, int length)
    {
        var lengthState = Math.Min(length - 2, 3);
        var slot = (int)range.Tree(_slots.AsSpan(lengthState * 64, 64), 6);
        if (slot < 4)
            return (uint)slot;
        var bits = (slot >> 1) - 1;
        var distance = (2u | ((uint)slot & 1)) << bits;
        return slot < 14
            ? distance + range.ReverseTree(_distances.AsSpan((int)distance - slot), bits)
            : distance + (range.Direct(bits - 4) << 4) + range.ReverseTree(_alignment, 4);
    }

    /// <summary>Lengths of 2 to 273: eight, eight or 256 of them.</summary>
    private sealed class LengthCoder
    {
        private readonly ushort[] _choices = new ushort[2];
        private readonly ushort[] _low = new ushort[MaxPositionStates * 8];
        private readonly ushort[] _middle = new ushort[MaxPositionStates * 8];
        private readonly ushort[] _high = new ushort[256];

        internal void Reset()
        {
            foreach (var probabilities in (ushort[][])[_choices, _low, _middle, _high])
                Array.Fill(probabilities, (ushort)RangeDecoder.HalfProbability);
        }

        internal int Decode(ref RangeDecoder range, uint positionState)
        {
            if (range.Bit(ref _choices[0]) == 0)
                return 2 + (int)range.Tree(_low.AsSpan((int)positionState * 8, 8), 3);
            if (range.Bit(ref _choices[1]) == 0)
                return 10 + (int)range.Tree(_middle.AsSpan((int)positionState * 8, 8), 3);
            return 18 + (int)range.Tree(_high, 8);
        }
    }
}
