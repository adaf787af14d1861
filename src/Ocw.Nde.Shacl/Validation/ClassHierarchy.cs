using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Shacl.Validation;

/// <summary><c>rdf:type/rdfs:subClassOf*</c> in the data graph (SHACL §1.1, «SHACL instance»).</summary>
internal sealed class ClassHierarchy
{
    private readonly NodeStars _stars;
    private readonly TermId _subClassOf;
    private readonly Dictionary<TermId, HashSet<TermId>> _subclasses = [];

    internal ClassHierarchy(DataTerms terms, NodeStars stars)
    {
        _stars = stars;
        Type = terms.IdOf(RdfNs.Type);
        _subClassOf = terms.IdOf(new Iri("http://www.w3.org/2000/01/rdf-schema#subClassOf"));
    }

    /// <summary>The id of <c>rdf:type</c>.</summary>
    internal TermId Type { get; }

    /// <summary>Whether the data names no class as part of another.</summary>
    internal bool IsFlat => !_stars.Holds(_subClassOf);

    /// <summary>A class and all its direct and indirect subclasses.</summary>
    internal HashSet<TermId> SubclassesOf(TermId @class)
    {
        if (_subclasses.TryGetValue(@class, out var known))
            return known;

        var classes = new HashSet<TermId> { @class };
        var open = new Stack<TermId>([@class]);
        var direct = new List<TermId>();
        while (open.TryPop(out var super))
        {
            direct.Clear();
            _stars.ReadSubjects(_subClassOf, super, direct);
            foreach (var sub in direct)
            {
                if (classes.Add(sub))
                    open.Push(sub);
            }
        }

        _subclasses.Add(@class, classes);
        return classes;
    }
}
