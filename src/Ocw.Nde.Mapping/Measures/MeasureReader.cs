namespace Ocw.Nde.Mapping.Measures;

/// <summary>Reads measures as collections write them: «h 23,5 cm x b 12 cm», «23 x 12 x 4,5 mm», «lijst: 60 x 40 cm», «ø 5 cm», «21.00" H x 16.75" W».</summary>
/// <remarks>
/// Numbers without labels that are multiplied with each other are height, width and depth, in that order, as museums measure; one number by itself says nothing of what was measured,
/// unless its unit is one of mass. A unit at the end holds for the numbers before it. What is not sure is not read.
/// </remarks>
internal static class MeasureReader
{
    private const int MaxLength = 2000;

    private static readonly MeasureKind[] Order = [MeasureKind.Height, MeasureKind.Width, MeasureKind.Depth];

    /// <summary>The measures in a text, in their order; empty when there are none.</summary>
    public static IReadOnlyList<Measure> Read(string text)
    {
        if (text.Length > MaxLength || MeasureTokens.Of(text) is not { } tokens)
            return [];
        var measures = new List<Measure>();
        foreach (var statement in Statements(tokens))
            new Statement(statement).AddTo(measures);
        return measures;
    }

    // A statement ends at a semicolon or line, and where the words before a colon begin: behind the last unit.
    private static IEnumerable<List<MeasureToken>> Statements(List<MeasureToken> tokens)
    {
        var begins = new HashSet<int> { 0 };
        var last = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind is MeasureTokenKind.End or MeasureTokenKind.Unit)
                last = i + 1;
            if (tokens[i].Kind == MeasureTokenKind.Close && last == i)
                last = i + 1;
            if (tokens[i].Kind is MeasureTokenKind.Colon or MeasureTokenKind.End)
                begins.Add(last);
        }

        var statement = new List<MeasureToken>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (begins.Contains(i) && statement.Count > 0)
            {
                yield return statement;
                statement = [];
            }

            if (tokens[i].Kind != MeasureTokenKind.End)
                statement.Add(tokens[i]);
        }

        yield return statement;
    }

    /// <summary>One statement: words and labels, then numbers with units.</summary>
    private sealed class Statement(List<MeasureToken> tokens)
    {
        private readonly List<Item> _items = [];
        private readonly List<MeasureKind> _header = [];
        private readonly List<string> _part = [];

        public void AddTo(List<Measure> measures)
        {
            // «h x b: 30 x 40 cm», «breedte x hoogte 30 x 40 cm»: several labels before the first number belong to the numbers in their order.
            var colon = tokens.FindIndex(t => t.Kind == MeasureTokenKind.Colon);
            var number = tokens.FindIndex(t => t.Kind == MeasureTokenKind.Number);
            if (colon < 0 && number > 0 && tokens.Take(number).Where(t => t.Kind == MeasureTokenKind.Label).Select(t => t.Measured).Distinct().Count() > 1)
                colon = number - 1;
            ReadHeader(colon + 1);
            ReadBody(colon + 1);
            Distribute();
            if (!NameKinds())
                return;
            var part = _part.Exists(word => !MeasureWords.IsWhole(word)) ? string.Join(' ', _part) : null;
            foreach (var item in _items)
                measures.Add(new Measure(item.Kind, item.Value, item.UpTo, item.Unit, part));
        }

        private void ReadHeader(int end)
        {
            for (var i = 0; i < end; i++)
            {
                if (tokens[i].Kind == MeasureTokenKind.Label)
                    AddOnce(_header, tokens[i].Measured);
                else if (tokens[i].Kind is MeasureTokenKind.Word or MeasureTokenKind.Number)
                    _part.Add(tokens[i].Text);
            }
        }

        private void ReadBody(int from)
        {
            var pending = MeasureKind.Unknown;
            var labelsBefore = tokens.Skip(from).SkipWhile(t => t.Kind is not (MeasureTokenKind.Label or MeasureTokenKind.Number)).FirstOrDefault().Kind == MeasureTokenKind.Label;
            var isJoined = true;
            for (var i = from; i < tokens.Count; i++)
            {
                var token = tokens[i];
                switch (token.Kind)
                {
                    case MeasureTokenKind.Number when IsCount(i):
                        i++;
                        break;
                    case MeasureTokenKind.Number when i > from && tokens[i - 1].Kind == MeasureTokenKind.Range && _items.Count > 0 && _items[^1].UpTo is null && token.Number > _items[^1].Value:
                        _items[^1].UpTo = token.Number;
                        break;
                    case MeasureTokenKind.Number:
                        _items.Add(new Item(token.Number) { Kind = pending, IsJoined = isJoined });
                        (pending, isJoined) = (MeasureKind.Unknown, false);
                        break;
                    case MeasureTokenKind.Unit when _items.Count > 0:
                        _items[^1].Unit ??= token.Unit;
                        break;
                    case MeasureTokenKind.Label when !labelsBefore && _items.Count > 0 && _items[^1].Kind == MeasureKind.Unknown:
                        _items[^1].Kind = token.Measured;
                        break;
                    case MeasureTokenKind.Label:
                        pending = token.Measured;
                        break;
                    case MeasureTokenKind.Times:
                        isJoined = true;
                        break;
                    case MeasureTokenKind.Word:
                        _part.Add(token.Text);
                        break;
                }
            }
        }

        // «36 parts», «2 delen»: a number of things. In brackets a word explains.
        private bool IsCount(int number) => number + 1 < tokens.Count && tokens[number + 1].Kind == MeasureTokenKind.Word;

        // The unit behind the last number holds for those before it that have none.
        private void Distribute()
        {
            MeasureUnit? unit = null;
            for (var i = _items.Count - 1; i >= 0; i--)
            {
                unit = _items[i].Unit ?? (unit?.IsMass == true ? null : unit);
                _items[i].Unit = unit;
            }
        }

        private bool NameKinds()
        {
            foreach (var item in _items)
            {
                // A weight behind the measures: «118 kg».
                if (item.Unit?.IsMass == true && item.Kind is MeasureKind.Unknown)
                    item.Kind = MeasureKind.Weight;
            }

            _items.RemoveAll(item => item.Unit is not null && item.Unit.IsMass != (item.Kind == MeasureKind.Weight));
            var lengths = _items.Where(item => item.Kind != MeasureKind.Weight).ToList();
            if (_header.Count == lengths.Count && lengths.TrueForAll(item => item.Kind == MeasureKind.Unknown))
            {
                for (var i = 0; i < lengths.Count; i++)
                    lengths[i].Kind = _header[i];
            }
            else if (lengths.Skip(1).All(item => item.IsJoined) && lengths.Count is 2 or 3 && Enumerable.Range(0, lengths.Count).All(i => lengths[i].Kind is MeasureKind.Unknown || lengths[i].Kind == Order[i]))
            {
                for (var i = 0; i < lengths.Count; i++)
                    lengths[i].Kind = Order[i];
            }

            return _items.Exists(item => item.Kind != MeasureKind.Unknown) && _items.RemoveAll(item => item.Kind == MeasureKind.Unknown) >= 0;
        }

        private static void AddOnce(List<MeasureKind> kinds, MeasureKind kind)
        {
            if (!kinds.Contains(kind))
                kinds.Add(kind);
        }

        private sealed class Item(decimal value)
        {
            public decimal Value { get; } = value;

            public decimal? UpTo { get; set; }

            public MeasureUnit? Unit { get; set; }

            public bool IsJoined { get; init; }

            public MeasureKind Kind { get; set; }
        }
    }
}
