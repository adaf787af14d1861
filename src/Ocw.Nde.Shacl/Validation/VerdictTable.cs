using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Shacl.Validation;

/// <summary>Remembers which nodes conform to which shapes, also where shapes and data run in circles.</summary>
/// <remarks>
/// SHACL leaves shapes that refer to themselves undefined (§3.4.3). Here a node conforms unless something proves that it does not (the
/// greatest fixpoint, as other validators do): a question that is met again while it is being answered counts as «yes for now». An
/// answer that rests on such a promise is provisional until the question it rests on is answered: a «yes» confirms it, a «no» discards
/// it, so that it is asked anew. Each pair of shape and node is therefore answered a bounded number of times, whatever the data.
/// </remarks>
internal sealed class VerdictTable
{
    /// <summary>Verdicts that are kept before the table starts anew.</summary>
    internal const int Capacity = 1 << 18;

    private readonly Dictionary<(int Shape, TermId Node), bool> _final = [];
    private readonly Dictionary<(int Shape, TermId Node), int> _provisional = []; // → the outermost frame that it rests on
    private readonly Stack<(int Shape, TermId Node)> _provisionalOrder = new();
    private readonly Dictionary<(int Shape, TermId Node), int> _open = [];
    private readonly List<Frame> _frames = [];

    internal bool TryGet(int shape, TermId node, out bool conforms)
    {
        var key = (shape, node);
        if (_final.TryGetValue(key, out conforms))
            return true;
        if (!_open.TryGetValue(key, out var frame) && !_provisional.TryGetValue(key, out frame))
            return false;

        RestOn(frame);
        return conforms = true;
    }

    internal void Begin(int shape, TermId node)
    {
        _open.Add((shape, node), _frames.Count);
        _frames.Add(new Frame(_frames.Count, _provisionalOrder.Count));
    }

    internal void End(int shape, TermId node, bool conforms)
    {
        var key = (shape, node);
        var depth = _frames.Count - 1;
        var (restsOn, firstProvisional) = _frames[depth];
        _frames.RemoveAt(depth);
        _open.Remove(key);

        if (!conforms)
        {
            Settle(firstProvisional, keep: false);
            Keep(key, conforms: false);
        }
        else if (restsOn >= depth)
        {
            Settle(firstProvisional, keep: true);
            Keep(key, conforms: true);
        }
        else
        {
            _provisional[key] = restsOn;
            _provisionalOrder.Push(key);
            RestOn(restsOn);
        }
    }

    private void RestOn(int frame)
    {
        if (_frames.Count > 0 && _frames[^1].RestsOn > frame)
            _frames[^1] = _frames[^1] with { RestsOn = frame };
    }

    private void Settle(int firstProvisional, bool keep)
    {
        while (_provisionalOrder.Count > firstProvisional)
        {
            var key = _provisionalOrder.Pop();
            _provisional.Remove(key);
            if (keep)
                Keep(key, conforms: true);
        }
    }

    private void Keep((int Shape, TermId Node) key, bool conforms)
    {
        if (_final.Count >= Capacity)
            _final.Clear();
        _final[key] = conforms;
    }

    /// <param name="RestsOn">The outermost frame whose answer this one depends on; its own number if it depends on none.</param>
    /// <param name="FirstProvisional">How many provisional answers there were when it began.</param>
    private readonly record struct Frame(int RestsOn, int FirstProvisional);
}
