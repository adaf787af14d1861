using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Syntax.Translation;

/// <summary>Translates a path between two terms to triple patterns as far as it can (§18.2.2.4); what is left stays a path.</summary>
internal static class PathTranslation
{
    internal static void Translate(PatternTerm subject, PropertyPath path, PatternTerm @object, TripleTarget target, Func<string, Variable> makeVariable)
    {
        switch (path)
        {
            case LinkPath link:
                target.Add(new TriplePattern(subject, new Constant(link.Predicate), @object));
                break;
            case InversePath inverse:
                Translate(@object, inverse.Path, subject, target, makeVariable);
                break;
            case SequencePath sequence:
                var between = makeVariable("path");
                Translate(subject, sequence.First, between, target, makeVariable);
                Translate(between, sequence.Second, @object, target, makeVariable);
                break;
            default:
                target.Add(new PathPattern(subject, path, @object));
                break;
        }
    }
}
