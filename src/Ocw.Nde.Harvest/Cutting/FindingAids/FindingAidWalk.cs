using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>Walks through the tags of finding aids and hands over each unit when it ends: components first, the finding aid last.</summary>
/// <remarks>
/// <para>Only what the open units say themselves is held: memory grows with the depth of the hierarchy, not with the number of components.</para>
/// <para>
/// A component whose end tag is missing ends where one begins that cannot be in it (<c>c02</c> after <c>c02</c>), or where the list ends that it is in; an element
/// that is not closed ends with its unit. What is cut off at the end of the document is set aside by itself.
/// </para>
/// </remarks>
/// <param name="scope">The declarations in force around what is walked through.</param>
/// <param name="options">The ceilings.</param>
/// <param name="headsOnly">Whether components are passed over.</param>
internal sealed class FindingAidWalk(XmlScope scope, CutOptions options, bool headsOnly = false)
{
    private readonly List<Frame> _frames = [];
    private readonly FindingAidDates _dates = new();
    private OpenUnit? _unit;
    private long _line = 1;
    private long _at;

    /// <summary>Told of each unit when the first component in it begins.</summary>
    public Action<OpenUnit>? Begun { get; set; }

    /// <summary>Told of each unit when it ends: where that is, and whether the document was cut off in it.</summary>
    public Action<OpenUnit, long, bool>? Ended { get; set; }

    /// <summary>When the finding aid was last changed, as far as it says.</summary>
    public DateTimeOffset? Changed => _dates.Newest;

    /// <summary>The name of the first element that was met.</summary>
    public string? Root { get; private set; }

    /// <summary>Whether the first element that was met is closed.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>The most bytes that units which were open at the same time said themselves; for tests of bounded memory.</summary>
    public int HighWaterMark { get; private set; }

    /// <summary>Walks through what is in the window and reads on.</summary>
    /// <returns>Whether there is more.</returns>
    /// <exception cref="InvalidDataException">The document has a DTD with content, is nested too deeply, or a piece of markup in it is longer than the ceiling.</exception>
    public bool Step(ByteWindow window)
    {
        var tokens = new XmlTokenizer(window.Bytes, window.IsFinal);
        while (true)
        {
            var kind = tokens.Next();
            if (kind is XmlTokenKind.NeedsMore or XmlTokenKind.End)
                break;
            _at = window.Offset + tokens.Start;
            Take(kind, ref tokens);
            _line += tokens.Token.Count((byte)'\n');
        }

        var isFull = tokens.Start == 0 && window.IsFull;
        window.Advance(tokens.Start);
        HighWaterMark = Math.Max(HighWaterMark, Held());
        if (window.Fill())
            return true;
        if (isFull && !window.IsFinal)
            throw new InvalidDataException($"the markup at line {window.Line} is longer than the ceiling of a record ({window.Bytes.Length:N0} bytes)");
        // The end of the stream may make a token of what was only the beginning of one.
        if (!window.Bytes.IsEmpty)
            return true;
        CutOff(window.Offset);
        return false;
    }

    private void Take(XmlTokenKind kind, ref XmlTokenizer tokens)
    {
        switch (kind)
        {
            case XmlTokenKind.StartTag or XmlTokenKind.EmptyTag:
                Root ??= Encoding.UTF8.GetString(tokens.Name);
                Start(tokens.Name, tokens.Token, kind == XmlTokenKind.EmptyTag);
                IsClosed |= _frames.Count == 0;
                break;
            case XmlTokenKind.EndTag:
                End(tokens.Name, tokens.Token);
                break;
            case XmlTokenKind.Text or XmlTokenKind.CData:
                Text(tokens.Token);
                break;
            case XmlTokenKind.DocType when tokens.Token.Contains((byte)'['):
                throw new InvalidDataException(XmlRecordSlicer.DocTypeRefused);
            case XmlTokenKind.Comment or XmlTokenKind.ProcessingInstruction:
                Cover(tokens.Token.Length);
                break;
        }
    }

    private void Start(ReadOnlySpan<byte> name, ReadOnlySpan<byte> token, bool isEmpty)
    {
        var local = XmlName.Local(name);
        if (_unit is null)
            StartOutside(local, name, token, isEmpty);
        else if (UnitName.Component(local) is { } number)
            StartComponent(number, name, token, isEmpty);
        else if (UnitName.IsList(local))
            StartList(name, token, isEmpty);
        else
            StartOwn(local, name, token, isEmpty);
    }

    private void StartOutside(ReadOnlySpan<byte> local, ReadOnlySpan<byte> name, ReadOnlySpan<byte> token, bool isEmpty)
    {
        if (isEmpty)
            return;
        if (!UnitName.IsFindingAid(local) && !(UnitName.IsList(local) && _frames.Count == 0))
        {
            Push(FrameKind.Outside, name, token);
            return;
        }

        _dates.Clear();
        _unit = new OpenUnit(null, token.ToArray(), 0, _at, _line);
        Push(FrameKind.Unit, name, token);
    }

    private void StartComponent(int number, ReadOnlySpan<byte> name, ReadOnlySpan<byte> token, bool isEmpty)
    {
        if (isEmpty)
            return;
        if (headsOnly)
        {
            Push(FrameKind.Skipped, name, token);
            return;
        }

        while (number > 0 && _unit!.Number >= number)
            CloseUnclosed();
        CloseOwn();
        Begin(_unit!);
        _unit = new OpenUnit(_unit, token.ToArray(), number, _at, _line);
        Push(FrameKind.Unit, name, token);
    }

    private void StartList(ReadOnlySpan<byte> name, ReadOnlySpan<byte> token, bool isEmpty)
    {
        if (isEmpty)
            return;
        CloseOwn();
        Begin(_unit!);
        Push(FrameKind.List, name, token);
    }

    private void StartOwn(ReadOnlySpan<byte> local, ReadOnlySpan<byte> name, ReadOnlySpan<byte> token, bool isEmpty)
    {
        var around = _frames[^1];
        if (_unit!.Parent is null)
            _dates.Read(local, XmlName.Local(around.Name), token);
        // A body holds lists of components; its tags stay where they are when what it says is taken out.
        if (local.SequenceEqual("archdesc"u8) && around.Kind == FrameKind.Unit && !isEmpty)
        {
            _unit.Append(token, options.MaxRecordBytes, isElement: true);
            _unit.OpenBody = $"</{Encoding.UTF8.GetString(name)}>";
            Push(FrameKind.Body, name, token);
            return;
        }

        Cover(token.Length);
        // A list of components by itself is a finding aid of which nothing else is known.
        var isList = around.Kind is FrameKind.List || UnitName.IsList(XmlName.Local(around.Name));
        var isSkipped = isList || around.Kind is FrameKind.Skipped || XmlName.Attribute(token, "audience") == "internal";
        if (!isSkipped)
            _unit.Append(token, options.MaxRecordBytes, isElement: true);
        if (!isEmpty)
            Push(isSkipped ? FrameKind.Skipped : FrameKind.Own, name, token);
    }

    private void Text(ReadOnlySpan<byte> text)
    {
        if (_unit is null)
            return;
        var kind = _frames[^1].Kind;
        var isBetween = kind is not (FrameKind.Own or FrameKind.Skipped);
        // The spaces between components belong to none of them.
        if (isBetween && text.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            return;
        Cover(text.Length);
        if (kind is not (FrameKind.Skipped or FrameKind.List) && !UnitName.IsList(XmlName.Local(_frames[^1].Name)))
            _unit.Append(text, options.MaxRecordBytes, isElement: false);
    }

    private void End(ReadOnlySpan<byte> name, ReadOnlySpan<byte> token)
    {
        var open = _frames.Count - 1;
        while (open >= 0 && !name.SequenceEqual(_frames[open].Name))
            open--;
        if (open < 0)
        {
            // A stray end tag closes nothing.
            if (_unit is not null)
            {
                Cover(token.Length);
                _unit.Repair ??= $"the end tag </{Encoding.UTF8.GetString(name)}> closes nothing and was left out";
            }

            return;
        }

        while (_frames.Count - 1 > open)
            PopUnclosed();
        Pop(token);
        IsClosed |= _frames.Count == 0;
    }

    // Ends the innermost element by its end tag.
    private void Pop(ReadOnlySpan<byte> token)
    {
        var frame = _frames[^1];
        switch (frame.Kind)
        {
            case FrameKind.Own:
                _unit!.Append(token, options.MaxRecordBytes, isElement: false);
                Cover(token.Length);
                break;
            case FrameKind.Skipped:
                Cover(token.Length);
                break;
            case FrameKind.Body:
                _unit!.Append(token, options.MaxRecordBytes, isElement: false);
                _unit.OpenBody = "";
                break;
            case FrameKind.Unit:
                EndUnit(_at + token.Length, isCutOff: false);
                return;
        }

        Drop();
    }

    // Ends the innermost element, whose end tag is missing.
    private void PopUnclosed()
    {
        var frame = _frames[^1];
        if (frame.Kind == FrameKind.Unit)
        {
            _unit!.Repair ??= "its end tag is missing";
            EndUnit(_at, isCutOff: false);
            return;
        }

        if (frame.Kind is FrameKind.Own or FrameKind.Body)
        {
            var name = Encoding.UTF8.GetString(frame.Name);
            _unit!.Append(Encoding.UTF8.GetBytes($"</{name}>"), options.MaxRecordBytes, isElement: false);
            _unit.Repair ??= $"the end tag of <{name}> is missing";
            if (frame.Kind == FrameKind.Body)
                _unit.OpenBody = "";
        }

        Drop();
    }

    private void CloseUnclosed()
    {
        var unit = _unit;
        while (ReferenceEquals(unit, _unit))
            PopUnclosed();
    }

    private void CloseOwn()
    {
        while (_frames[^1].Kind is FrameKind.Own or FrameKind.Skipped)
            PopUnclosed();
    }

    private int Held()
    {
        var held = 0;
        for (var unit = _unit; unit is not null; unit = unit.Parent)
            held += unit.Length;
        return held;
    }

    private void Cover(int length)
    {
        if (!headsOnly)
            _unit?.Cover(_at, length);
    }

    private void Begin(OpenUnit unit)
    {
        unit.HasNested = true;
        if (unit.Head is null)
            Begun?.Invoke(unit);
    }

    private void EndUnit(long end, bool isCutOff)
    {
        var unit = _unit!;
        Drop();
        _unit = unit.Parent;
        Ended?.Invoke(unit, end, isCutOff);
    }

    private void CutOff(long end)
    {
        while (_frames.Count > 0)
        {
            if (_frames[^1].Kind != FrameKind.Unit)
            {
                // What is open in the innermost unit lacks its end; the units around it had theirs, but for the tag.
                if (_frames[^1].Kind == FrameKind.Own)
                    _unit!.IsTorn = true;
                Drop();
                continue;
            }

            _unit!.Repair ??= "its end tag is missing";
            EndUnit(end, isCutOff: true);
        }
    }

    private void Push(FrameKind kind, ReadOnlySpan<byte> name, ReadOnlySpan<byte> token)
    {
        if (_frames.Count == options.MaxDepth)
            throw new InvalidDataException($"elements are nested more than {options.MaxDepth} deep");
        _frames.Add(new Frame(kind, name.ToArray()));
        if (HasScope(kind))
            scope.Enter(token);
    }

    private void Drop()
    {
        if (HasScope(_frames[^1].Kind))
            scope.Leave();
        _frames.RemoveAt(_frames.Count - 1);
    }

    // What stands around a unit is declared on it again; inside it the markup stays as it is.
    private static bool HasScope(FrameKind kind) => kind is FrameKind.Outside or FrameKind.Unit or FrameKind.List or FrameKind.Body;

    private readonly record struct Frame(FrameKind Kind, byte[] Name);

    private enum FrameKind
    {
        /// <summary>Around finding aids.</summary>
        Outside,

        /// <summary>A finding aid or component.</summary>
        Unit,

        /// <summary>A list of components.</summary>
        List,

        /// <summary>What a finding aid says of the whole, with the lists of components among it (<c>archdesc</c>).</summary>
        Body,

        /// <summary>What a unit says of itself.</summary>
        Own,

        /// <summary>What is for internal use, and what stands in a list beside components.</summary>
        Skipped,
    }
}
