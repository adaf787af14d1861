using System.Buffers;
using Ocw.Nde.Mapping.Rml.Running;
using Ocw.Nde.Mapping.Rml.Terms;

namespace Ocw.Nde.Mapping.Rml.Joins;

/// <summary>The subjects of a parent triples map by the join's keys: filled in one reading of the parent's source.</summary>
internal sealed class SubjectJoin(JoinKeys keys, TermMaker subject, RmlOptions options) : IDisposable
{
    private JoinTable _table = new(options.MaxJoinBytes, options.TemporaryFolder);
    private readonly TermList _subjects = new();
    private readonly ArrayBufferWriter<byte> _payload = new();
    private readonly List<Collection> _collections = [];

    /// <summary>Forgets everything: the parent's source is read anew.</summary>
    public void Clear()
    {
        if (_table.Count == 0)
            return;
        _table.Dispose();
        _table = new JoinTable(options.MaxJoinBytes, options.TemporaryFolder);
    }

    /// <summary>Adds a record of the parent.</summary>
    public void Add(RecordNode record, RunState state)
    {
        var ways = keys.Read(record, state);
        if (ways == 0)
            return;
        _subjects.Clear();
        _collections.Clear();
        subject.Make(record, state, _subjects, _collections);
        if (_subjects.Count == 0)
            return;
        _payload.ResetWrittenCount();
        for (var i = 0; i < _subjects.Count; i++)
            TermPayload.Write(_subjects[i], _payload);
        for (var way = 0; way < ways; way++)
            _table.Add(keys.Key(way), _payload.WrittenSpan);
    }

    /// <summary>Adds the payloads of a key to <paramref name="found"/>.</summary>
    public void Find(ReadOnlySpan<byte> key, List<ReadOnlyMemory<byte>> found) => _table.Find(key, found);

    /// <inheritdoc/>
    public void Dispose() => _table.Dispose();
}

/// <summary>The subjects of a joined parent, for the child's record.</summary>
internal sealed class JoinedMaker(JoinKeys keys, SubjectJoin join) : TermMaker
{
    private readonly List<ReadOnlyMemory<byte>> _found = [];

    public override void Make(RecordNode record, RunState state, TermList terms, List<Collection> collections)
    {
        var ways = keys.Read(record, state);
        for (var way = 0; way < ways; way++)
        {
            _found.Clear();
            join.Find(keys.Key(way), _found);
            foreach (var payload in _found)
                TermPayload.Read(payload, terms);
        }
    }
}
