using System.Collections.Immutable;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;

namespace Ocw.Nde.Store.Dictionary;

/// <summary>
/// The terms of one write transaction: finds those that the store has, gives the next ordinals to new ones. A small transaction keeps its new terms in
/// memory, for the log. Memory is bounded by <see cref="StoreOptions.StagingTermBytes"/>: beyond it, new terms are written out as a dictionary segment and
/// known ones forgotten.
/// </summary>
internal sealed class TransactionTerms
{
    private readonly TermView _committed;
    private readonly WorkFiles _work;
    private readonly StoreOptions _options;
    private readonly TermQualifiers _qualifiers;
    private readonly TermArena _arena;
    private readonly TermScratch _scratch = new();
    private readonly List<HeldFile<DictionarySegment>> _written = [];
    private DeltaTerms? _staged;
    private int _stagedRecords;
    private ulong _nextOrdinal;
    private ulong _firstUnwritten;
    private byte[] _spelled = [];

    internal TransactionTerms(TermView committed, ulong nextOrdinal, WorkFiles work, StoreOptions options)
    {
        _committed = committed;
        _work = work;
        _options = options;
        _qualifiers = committed.Qualifiers.Copy();
        _arena = new TermArena(expectedTerms: 256);
        _nextOrdinal = _firstUnwritten = nextOrdinal;
        LastBlankNode = committed.LastBlankNode;
    }

    /// <summary>The ordinal behind the last one that <see cref="View"/> reads.</summary>
    internal ulong EndReadable => _staged?.EndOrdinal ?? _firstUnwritten;

    /// <summary>The new terms that are kept in memory; <see langword="null"/> if there are none.</summary>
    internal DeltaTerms? Staged => _staged;

    /// <summary>The bytes of the terms in memory, at least those of the new ones.</summary>
    internal long UnwrittenBytes => _arena.UsedBytes;

    internal ulong LastBlankNode { get; private set; }

    /// <summary>The segments that were written so far.</summary>
    internal IReadOnlyList<HeldFile<DictionarySegment>> Written => _written;

    internal TermId NewBlankNode() => TermId.Create(TermTag.BlankNode, ++LastBlankNode);

    /// <summary>The id of an IRI or literal, a new one if the store does not have it.</summary>
    /// <exception cref="StoreException">The term is longer than <see cref="StoreOptions.MaxTermBytes"/>.</exception>
    internal TermId GetOrAdd(in TermSpan term)
    {
        if (_committed.Codec.TryEncode(term, out var id))
            return id;
        if (term.Value.Length > _options.MaxTermBytes)
            throw new StoreException($"A term of {term.Value.Length} bytes is longer than the ceiling of {_options.MaxTermBytes} ({nameof(StoreOptions)}.{nameof(StoreOptions.MaxTermBytes)}). It begins with: {Beginning(term)}");

        return GetOrAdd(_qualifiers.GetOrAdd(term, ref _spelled));
    }

    /// <summary>The id of the triple term of three ids, a new one if the store does not have it.</summary>
    internal TermId GetOrAdd(in TripleIds ids)
    {
        Span<byte> text = stackalloc byte[TripleIds.Bytes];
        ids.Write(text);
        return GetOrAdd(_qualifiers.GetOrAddTriple(text, ref _spelled));
    }

    /// <summary>The id of a triple term that the store or this transaction has; unbound else.</summary>
    internal TermId Find(in TripleIds ids)
    {
        Span<byte> text = stackalloc byte[TripleIds.Bytes];
        ids.Write(text);
        return ids.AreBound && _qualifiers.TryFindTriple(text, ref _spelled, out var key) ? Find(key) : default;
    }

    private TermId GetOrAdd(in TermKey key)
    {
        TermId id;
        var hash = TermHash.Of(key.Qualifier, key.Text, _committed.Seed);
        var record = _arena.Find(hash, key);
        if (record >= 0)
            return new TermId(_arena.IdAt(record));

        id = FindWritten(hash, key);
        if (_arena.Count > 0 && _arena.UsedBytes + key.Text.Length > _options.StagingTermBytes)
            Flush();
        if (!id.IsBound)
            id = TermId.Create(key.Tag, _nextOrdinal++);
        _arena.Add(hash, key, id.Value);
        return id;
    }

    /// <summary>The id of an IRI or literal that the store or this transaction has; unbound else.</summary>
    internal TermId Find(in TermSpan term)
    {
        if (_committed.Codec.TryEncode(term, out var id))
            return id;
        return _qualifiers.TryFind(term, ref _spelled, out var key) ? Find(key) : default;
    }

    private TermId Find(in TermKey key)
    {
        var hash = TermHash.Of(key.Qualifier, key.Text, _committed.Seed);
        var record = _arena.Find(hash, key);
        return record >= 0 ? new TermId(_arena.IdAt(record)) : FindWritten(hash, key);
    }

    /// <summary>Makes the new terms readable where they are, in memory.</summary>
    internal void Stage()
    {
        if (_nextOrdinal == EndReadable)
            return;
        _staged ??= new DeltaTerms(_firstUnwritten);
        for (; _stagedRecords < _arena.Used; _stagedRecords = _arena.NextRecord(_stagedRecords))
        {
            // Terms that the store had are in the arena too; new ones come in order of their ordinals.
            if (new TermId(_arena.IdAt(_stagedRecords)).Payload != _staged.EndOrdinal)
                continue;
            var qualifier = _arena.QualifierAt(_stagedRecords);
            var text = _arena.TextAt(_stagedRecords);
            _staged.Append(qualifier, text, _arena.HashAt(_stagedRecords));
        }
    }

    /// <summary>Writes the new terms that are still in memory as a segment, and forgets what is in memory.</summary>
    internal void Flush()
    {
        (_staged, _stagedRecords) = (null, 0);
        if (_nextOrdinal > _firstUnwritten)
        {
            var info = WriteNew();
            _written.Add(new HeldFile<DictionarySegment>(DictionarySegment.Open(_work.Files, info), StoreFileNames.Dictionary(info.File)));
            _firstUnwritten = _nextOrdinal;
        }

        _arena.Clear();
    }

    /// <summary>All terms of the store, and those of this transaction that are written or staged.</summary>
    internal TermView View() => new(
        _committed.Codec,
        _committed.Seed,
        _qualifiers.Copy(),
        [.. _committed.Segments, .. _written.Select(file => file.Segment)],
        _staged is null ? _committed.Tails : _committed.Tails.Add(new TermTail(_staged, _staged.EndOrdinal)),
        LastBlankNode);

    internal ImmutableArray<byte[]> Qualifiers() => [.. _qualifiers.List];

    private static string Beginning(in TermSpan term) => System.Text.Encoding.UTF8.GetString(term.Value[..Math.Min(80, term.Value.Length)]);

    private DictionarySegmentInfo WriteNew()
    {
        using var writer = new DictionarySegmentWriter(_work.Files, _work.NewDictionary(), _firstUnwritten);
        for (var record = 0; record < _arena.Used; record = _arena.NextRecord(record))
        {
            // Terms that the store had are in the arena too; new ones come in order of their ordinals.
            if (new TermId(_arena.IdAt(record)).Payload < _firstUnwritten)
                continue;
            var qualifier = _arena.QualifierAt(record);
            var text = _arena.TextAt(record);
            writer.Append(qualifier, text, _arena.HashAt(record));
        }

        return writer.Finish();
    }

    private TermId FindWritten(ulong hash, in TermKey key)
    {
        var id = _committed.Find(hash, key, _scratch);
        for (var i = 0; i < _written.Count && !id.IsBound; i++)
        {
            if (_written[i].Segment.TryFind(hash, key, _scratch, out var ordinal))
                id = TermId.Create(key.Tag, ordinal);
        }

        return id;
    }
}
