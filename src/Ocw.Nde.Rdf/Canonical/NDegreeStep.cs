using Ocw.Nde.Rdf.Formats.Reading;

namespace Ocw.Nde.Rdf.Canonical;

/// <summary>One call of Hash N-Degree Quads, which says when it needs the hash of another node and goes on when it has it. The numbers are those of RDFC-1.0 §4.8.3.</summary>
internal sealed class NDegreeStep
{
    // There may be as many steps at a time as there are blank nodes.
    private const int Small = 128;

    private readonly Labelling _state;
    private readonly TrailIssuer _issuer;
    private readonly int _node;
    private readonly List<(byte[] Hash, int[] Nodes)> _groups;
    private readonly ByteBuffer _data = new(Small);
    private readonly ByteBuffer _path = new(Small);
    private readonly List<int> _recursion = [];
    private int _group = -1;
    private int _recursed;
    private int _issuedBefore;
    private byte[]? _chosenPath;
    private int[] _chosenIssued = [];
    private bool _chosenIsLast;
    private bool _trying;

    internal NDegreeStep(Labelling state, TrailIssuer issuer, int node)
    {
        _state = state;
        _issuer = issuer;
        _node = node;
        _groups = RelatedGroups();
    }

    /// <summary>Goes on until the hash of <paramref name="child"/> is needed (true) or all is done (false).</summary>
    /// <param name="returned">The hash that was needed, or <see langword="null"/> at the first call.</param>
    /// <param name="child">The node whose hash is needed.</param>
    internal bool Next(byte[]? returned, out int child)
    {
        if (returned is not null)
        {
            // 5.4.5.2–5.4.5.5
            AppendIdentifier(_path, _recursion[_recursed++]);
            _path.Append((byte)'<');
            AppendHexadecimal(_path, returned);
            _path.Append((byte)'>');
            _trying = !IsWorse();
        }

        while (_trying || StartNext())
        {
            if (!_trying)
                continue;
            if (_recursed < _recursion.Count)
            {
                child = _recursion[_recursed];
                return true;
            }

            Choose();
            _trying = false;
        }

        child = -1;
        return false;
    }

    /// <summary>6: the hash of all that was gathered.</summary>
    internal byte[] Hash() => _state.HashOf(_data.Written);

    // 1–3: the blank nodes that share a quad with this one, by how they are related to it.
    private List<(byte[] Hash, int[] Nodes)> RelatedGroups()
    {
        var groups = new SortedDictionary<byte[], List<int>>(ByBytes.Instance);
        var input = new ByteBuffer();
        foreach (var index in _state.Quads.QuadsOf(_node))
        {
            var quad = _state.Quads.All[index];
            Add(quad, quad.Subject, (byte)'s');
            Add(quad, quad.Object, (byte)'o');
            Add(quad, quad.Graph, (byte)'g');
        }

        return [.. groups.Select(g => (g.Key, g.Value.Order().ToArray()))];

        void Add(in BlankQuad quad, int related, byte position)
        {
            if (related < 0 || related == _node)
                return;
            var hash = RelatedHash(input, quad, related, position);
            if (!groups.TryGetValue(hash, out var nodes))
                groups.Add(hash, nodes = []);
            nodes.Add(related);
        }
    }

    // Hash Related Blank Node (§4.7.3).
    private byte[] RelatedHash(ByteBuffer input, in BlankQuad quad, int related, byte position)
    {
        _state.Work(_node);
        input.Length = 0;
        input.Append(position);
        if (position != (byte)'g')
            input.Append(_state.Quads.PredicateOf(quad));
        if (_state.LabelOf(related) is not null || _issuer.NumberOf(related) >= 0)
            AppendIdentifier(input, related);
        else
            AppendHexadecimal(input, _state.FirstDegreeOf(related));
        return _state.HashOf(input.Written);
    }

    // Goes to the next order of the group, or to the first of the next group; false when there is none.
    private bool StartNext()
    {
        _state.Work(_node);
        if (_group >= 0 && Permutations.Next(_groups[_group].Nodes))
        {
            // What the best attempt issued is kept aside only when there is another attempt.
            if (_chosenIsLast)
                (_chosenIssued, _chosenIsLast) = (_issuer.Issued[_issuedBefore..].ToArray(), false);
            _issuer.BackTo(_issuedBefore);
        }
        else
        {
            EndGroup();
            if (++_group == _groups.Count)
                return false;
            AppendHexadecimal(_data, _groups[_group].Hash); // 5.1
            (_chosenPath, _chosenIssued, _chosenIsLast, _issuedBefore) = (null, [], false, _issuer.Count); // 5.2–5.3
        }

        _trying = FirstIdentifiers();
        return true;
    }

    // 5.4.1–5.4.4; false when the order cannot win any more.
    private bool FirstIdentifiers()
    {
        (_recursed, _path.Length) = (0, 0);
        _recursion.Clear();
        foreach (var related in _groups[_group].Nodes)
        {
            if (_state.LabelOf(related) is null && _issuer.NumberOf(related) < 0)
            {
                _recursion.Add(related);
                _issuer.Issue(related);
            }

            AppendIdentifier(_path, related);
            if (IsWorse())
                return false;
        }

        return true;
    }

    // 5.5–5.6
    private void EndGroup()
    {
        if (_group < 0)
            return;
        _data.Append(_chosenPath);
        if (_chosenIsLast)
            return;
        _issuer.BackTo(_issuedBefore);
        foreach (var node in _chosenIssued)
            _issuer.Issue(node);
    }

    // 5.4.4.3 and 5.4.5.5: longer than the chosen path, or as long, and behind it in order.
    private bool IsWorse() =>
        _chosenPath is not null && _path.Length >= _chosenPath.Length && _path.Written.SequenceCompareTo(_chosenPath) > 0;

    // 5.4.6
    private void Choose()
    {
        if (_chosenPath is not null && _path.Written.SequenceCompareTo(_chosenPath) >= 0)
            return;
        (_chosenPath, _chosenIsLast) = (_path.Written.ToArray(), true);
    }

    private void AppendIdentifier(ByteBuffer target, int node)
    {
        target.Append("_:"u8);
        if (_state.LabelOf(node) is { } label)
        {
            target.Append(label);
            return;
        }

        target.Append((byte)'b');
        target.AppendNumber(_issuer.NumberOf(node));
    }

    private static void AppendHexadecimal(ByteBuffer target, ReadOnlySpan<byte> hash)
    {
        foreach (var value in hash)
        {
            target.Append("0123456789abcdef"u8[value >> 4]);
            target.Append("0123456789abcdef"u8[value & 15]);
        }
    }
}
