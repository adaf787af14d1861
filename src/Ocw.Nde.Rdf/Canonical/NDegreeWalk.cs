namespace Ocw.Nde.Rdf.Canonical;

/// <summary>Hash N-Degree Quads (RDFC-1.0 §4.8.3), with a stack of its own: a chain of any number of alike blank nodes does not end the process.</summary>
internal sealed class NDegreeWalk(Labelling state)
{
    private readonly TrailIssuer _issuer = new(state.Quads.NodeCount);
    private readonly Stack<NDegreeStep> _steps = new();

    /// <summary>The hash of a node by its surroundings, and the nodes that got temporary identifiers on the way, in that order.</summary>
    internal (byte[] Hash, int[] Issued) Run(int node)
    {
        _issuer.BackTo(0);
        _steps.Clear();
        _issuer.Issue(node);
        byte[]? returned = null;
        _steps.Push(new(state, _issuer, node));
        while (true)
        {
            var step = _steps.Peek();
            if (step.Next(returned, out var child))
            {
                _steps.Push(new(state, _issuer, child));
                returned = null;
                continue;
            }

            returned = step.Hash();
            _steps.Pop();
            if (_steps.Count == 0)
                return (returned, _issuer.Issued.ToArray());
        }
    }
}
