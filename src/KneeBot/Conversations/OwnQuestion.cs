using System.Text.RegularExpressions;

namespace KneeBot.Conversations;

/// <summary>Wordings by which a visitor asks of the state told before.</summary>
internal static partial class OwnQuestion
{
    /// <summary>"So it's not a clot", "is that a cyst then".</summary>
    /// <param name="asked">A message folded.</param>
    public static bool AsksWhetherItIs(string asked) => WhetherItIs().IsMatch(asked) && !InGeneral().IsMatch(asked);

    /// <summary>"Is that serious", "can it wait", "should I still go", "am I ok then".</summary>
    /// <param name="asked">A message folded.</param>
    public static bool AsksOfDanger(string asked) => Danger().IsMatch(asked) && Pointing().IsMatch(asked);

    /// <summary>"Should I go to A&amp;E", "do I need to ring somebody", "can it wait": a reply that says where to go has answered it.</summary>
    /// <param name="asked">A message, or what is quoted of it, folded.</param>
    public static bool AsksWhetherToGo(string asked) => WhetherToGo().IsMatch(asked);

    /// <summary>"What is a meniscus", "what does the popliteus do".</summary>
    /// <param name="asked">A message folded.</param>
    public static bool AsksForDefinition(string asked) => Definition().IsMatch(asked) && !Pointing().IsMatch(asked);

    /// <summary>"So I can ignore it", "no need to see a doctor then", "can I just leave this": whether nothing need be done.</summary>
    /// <param name="asked">A message folded.</param>
    public static bool AsksToNeglect(string asked) => Neglect().IsMatch(asked);

    [GeneratedRegex(@"^((so|then|ok|okay|but|and|well|right|great|good|oh|hm+|basically|in that case|does (that|this|it) mean|that means|you mean|phew|thanks|thank you) )*(((can|could|may|shall|should) (i|we|you)|(i|we) (can|could|may|might|should)) (just |safely |simply |then |now |please |really )*(ignore|forget( about)?|disregard|leave|neglect|do nothing( about)?|carry on( as (normal|usual))?) ?(it|this|that|them|these)?|(i|we) (dont|do not|neednt|need not|wont) (really |even |actually )?((need|have) )?(to )?(see|worry|go to|call|ring|bother|get (it|this|that) (checked|looked at|seen)|do anything)|(theres |there is )?no (need|reason) (to|for) (see|worry|go|call|ring|bother|get|do|a doctor|an? (scan|appointment|test))|((its|it is|thats|that is|is it|is that) )?(ok|okay|fine|safe|alright|all right) to (ignore|leave|wait|forget|do nothing)|(theres |there is |its |it is )?nothing to (worry|be worried|do)|(ill|i will) (just )?(ignore|leave|forget( about)?) (it|this|that))( (it|this|that|them|about|alone|be|a|an|the|my|doctor|doctors|gp|hospital|with|anyone|anything|then|now|completely|totally|untreated|as|is|for|while|looked|at|checked|out|right|yes|correct|yeah|ok|okay|really))*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Neglect();

    [GeneratedRegex(@"^((so|then|ok|okay|but|and|well|right|yes|no|oh|hm+) )*((is|isnt|could|can|might|would|was) (it|this|that) |(its|thats|it is|that is|this is|it isnt|that isnt|it cannot be|it cant be) )", RegexOptions.ExplicitCapture)]
    private static partial Regex WhetherItIs();

    [GeneratedRegex(@"\b(is|isnt|was) (it|that) (true|possible|common|usual|normal) ", RegexOptions.ExplicitCapture)]
    private static partial Regex InGeneral();

    [GeneratedRegex(@"\b(serious|dangerous|danger|harmful|harmless|bad|safe|worr\w+|normal|ok|okay|fine|alright|emergency|urgent|wait|waiting|leave|delay|until|till|go|going|away|heal|heals|better|last|lasts|settle|settles|see|call|ring|need|needed|have to|treated|cured)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Danger();

    [GeneratedRegex(@"\b((should|shall|must|do|does) (i|we|he|she|they|it) ((really|actually|still|just) )*((need|have) to )?((really|actually|still|just) )*(go|see|call|ring|phone|attend|wait)|can (it|this|that|i) wait)\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex WhetherToGo();

    [GeneratedRegex(@"\b(it|its|this|that|thats|these|those|they|i|im|my|mine|me)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Pointing();

    [GeneratedRegex(@"^((so|ok|okay|and|but|please|can you|could you) )*(what (is|are|does|do|causes)|whats|who|where|tell me|explain|define|when should)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Definition();
}
