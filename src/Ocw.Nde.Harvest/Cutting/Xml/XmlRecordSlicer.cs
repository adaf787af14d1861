using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>Finds the record elements of an XML document of any size, one at a time, also when some of them are not well-formed.</summary>
/// <remarks>
/// Only tags are looked at, not whether they fit together: a record ends at the end tag of its own name, however broken it is inside.
/// What a record declares is checked afterwards, per record.
/// </remarks>
internal sealed class XmlRecordSlicer(ByteWindow window, string recordElement, int maxDepth)
{
    // A record whose end tag is missing makes the search go on to the end of the document; after a few of those it is enough.
    private const int MaxLostEnds = 3;

    /// <summary>Why a document with a DTD of its own is refused.</summary>
    public const string DocTypeRefused = "the document brings its own DTD, which is refused: entities in it could read files or grow without end. Ask for XML without DOCTYPE";

    private readonly byte[] _wanted = Encoding.UTF8.GetBytes(recordElement);
    private readonly List<byte[]> _ancestors = [];
    private int _lostEnds;

    /// <summary>What is in force around the present record.</summary>
    public XmlScope Scope { get; } = new();

    /// <summary>The name of the root element; <see langword="null"/> until it has been met.</summary>
    public string? Root { get; private set; }

    /// <summary>Whether the end tag of the root element was met: only then is the document whole.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Whether the record at the start of the window is the whole document.</summary>
    public bool IsRootRecord => _ancestors.Count == 0;

    /// <summary>Told the markup outside records: the tag or text, and the names around it.</summary>
    public XmlEnvelope? Envelope { get; init; }

    /// <summary>Finds the next record.</summary>
    /// <param name="length">Its length; it is then at the start of the window until <see cref="Take"/>.</param>
    /// <exception cref="InvalidDataException">The document has a DTD with content, is nested too deeply, or is not XML.</exception>
    public XmlSlice TryFind(out int length)
    {
        length = 0;
        while (true)
        {
            var step = WalkOutside();
            if (step == XmlSlice.Record)
                return MeasureRecord(out length);
            if (step == XmlSlice.End)
                return XmlSlice.End;
            if (!window.Fill() && !window.IsFinal)
                throw new InvalidDataException($"the markup at line {window.Line} is longer than the ceiling of a record ({window.Bytes.Length:N0} bytes)");
        }
    }

    /// <summary>Goes on behind the record, or behind the start tag of one that has no end.</summary>
    public void Take(int length) => window.Advance(length);

    private XmlSlice WalkOutside()
    {
        var tokens = new XmlTokenizer(window.Bytes, window.IsFinal);
        while (true)
        {
            var kind = tokens.Next();
            switch (kind)
            {
                case XmlTokenKind.NeedsMore:
                    window.Advance(tokens.Start);
                    return XmlSlice.NeedsMore;
                case XmlTokenKind.End:
                    window.Advance(tokens.Start);
                    return XmlSlice.End;
                case XmlTokenKind.StartTag or XmlTokenKind.EmptyTag when XmlName.IsMeant(tokens.Name, _wanted):
                    Root ??= Encoding.UTF8.GetString(tokens.Name);
                    window.Advance(tokens.Start);
                    return XmlSlice.Record;
                case XmlTokenKind.Text when Envelope is not null && !window.IsFinal && tokens.Position == window.Bytes.Length:
                    // A text in the envelope is told whole; it may go on.
                    window.Advance(tokens.Start);
                    return XmlSlice.NeedsMore;
                default:
                    Follow(kind, ref tokens);
                    break;
            }
        }
    }

    private void Follow(XmlTokenKind kind, ref XmlTokenizer tokens)
    {
        switch (kind)
        {
            case XmlTokenKind.StartTag:
                Root ??= Encoding.UTF8.GetString(tokens.Name);
                Envelope?.Start(XmlName.Local(tokens.Name), tokens.Token, _ancestors.Count);
                if (_ancestors.Count == maxDepth)
                    throw new InvalidDataException($"elements are nested more than {maxDepth} deep");
                _ancestors.Add(tokens.Name.ToArray());
                Scope.Enter(tokens.Token);
                break;
            case XmlTokenKind.EmptyTag:
                Root ??= Encoding.UTF8.GetString(tokens.Name);
                IsClosed |= _ancestors.Count == 0;
                Envelope?.Start(XmlName.Local(tokens.Name), tokens.Token, _ancestors.Count);
                Envelope?.End(XmlName.Local(tokens.Name));
                break;
            case XmlTokenKind.EndTag:
                Leave(tokens.Name);
                break;
            case XmlTokenKind.Text or XmlTokenKind.CData:
                Envelope?.Text(tokens.Token, kind == XmlTokenKind.CData);
                break;
            case XmlTokenKind.DocType when tokens.Token.Contains((byte)'['):
                throw new InvalidDataException(DocTypeRefused);
        }
    }

    private void Leave(ReadOnlySpan<byte> name)
    {
        Envelope?.End(XmlName.Local(name));

        // A stray end tag closes nothing; a missing one is closed together with its parent.
        var open = _ancestors.Count - 1;
        while (open >= 0 && !name.SequenceEqual(_ancestors[open]))
            open--;
        for (var depth = _ancestors.Count - 1; open >= 0 && depth >= open; depth--)
        {
            _ancestors.RemoveAt(depth);
            Scope.Leave();
        }

        IsClosed |= _ancestors.Count == 0;
    }

    private XmlSlice MeasureRecord(out int length)
    {
        var position = 0;
        var nested = 0;
        while (true)
        {
            // What is never closed inside the record (a comment, a quote) is taken for text once nothing more can come.
            var isAll = window.IsFinal || window.IsFull;
            var tokens = new XmlTokenizer(window.Bytes, isAll, position);
            var name = NameAtStart();
            while (true)
            {
                var kind = tokens.Next();
                if (kind is XmlTokenKind.NeedsMore or XmlTokenKind.End)
                    break;
                if (kind is XmlTokenKind.StartTag or XmlTokenKind.EndTag or XmlTokenKind.EmptyTag && tokens.Name.SequenceEqual(name))
                    nested += kind switch { XmlTokenKind.StartTag => 1, XmlTokenKind.EndTag => -1, _ => 0 };
                if (nested == 0 && kind is XmlTokenKind.EndTag or XmlTokenKind.EmptyTag && tokens.Name.SequenceEqual(name))
                {
                    length = tokens.Position;
                    IsClosed |= _ancestors.Count == 0;
                    return XmlSlice.Record;
                }

                position = tokens.Position;
            }

            if (isAll)
                return NoEnd(position, out length);
            window.Fill();
        }
    }

    private ReadOnlySpan<byte> NameAtStart()
    {
        var tag = new XmlTokenizer(window.Bytes, isFinal: true);
        tag.Next();
        return tag.Name;
    }

    private XmlSlice NoEnd(int searched, out int length)
    {
        var isTooLarge = !window.IsFinal;
        var start = new XmlTokenizer(window.Bytes, isFinal: true);
        start.Next();
        length = _lostEnds++ < MaxLostEnds ? start.Position : Math.Max(start.Position, searched);
        return isTooLarge ? XmlSlice.TooLarge : XmlSlice.NoEnd;
    }
}

/// <summary>What came of looking for a record.</summary>
internal enum XmlSlice
{
    /// <summary>A record is at the start of the window.</summary>
    Record,

    /// <summary>A record is at the start of the window, but its end tag is missing.</summary>
    NoEnd,

    /// <summary>A record is at the start of the window, but it is longer than the ceiling.</summary>
    TooLarge,

    /// <summary>The document has no more records.</summary>
    End,

    /// <summary>More of the document is needed.</summary>
    NeedsMore,
}

/// <summary>Listens to the markup around records: what stands in the envelope of an OAI-PMH page.</summary>
internal abstract class XmlEnvelope
{
    /// <summary>An element starts.</summary>
    public abstract void Start(ReadOnlySpan<byte> localName, ReadOnlySpan<byte> tag, int depth);

    /// <summary>Text within the element that started last.</summary>
    public abstract void Text(ReadOnlySpan<byte> text, bool isCData);

    /// <summary>An element ends.</summary>
    public abstract void End(ReadOnlySpan<byte> localName);
}
